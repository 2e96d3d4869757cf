//! Reads QR codes out of pictures: the browser itself where it can, else a library.

import { BarcodeDetector as OwnDetector } from "qr/decode.js"

export interface CodeDetector {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

/** What the compiler's browser types do not know. */
interface NativeDetector {
  new (options: { formats: string[] }): CodeDetector
  getSupportedFormats(): Promise<string[]>
}

const QR = "qr_code"

export async function codeDetector(): Promise<CodeDetector> {
  const { BarcodeDetector: Native } = window as { BarcodeDetector?: NativeDetector }
  const formats = (await Native?.getSupportedFormats().catch(() => [])) ?? []
  return Native && formats.includes(QR) ? new Native({ formats: [QR] }) : new OwnDetector({ formats: [QR] })
}
