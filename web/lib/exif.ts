//! The EXIF of a JPEG, so that a photo made smaller in the browser still says where it was taken.
//! The server reads it and keeps none of it. (CIPA DC-008, 4.5 and 4.7.)

const START = 0xffd8
const APP1 = 0xffe1
const SCAN = 0xffda
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0]
/** From the marker to the TIFF header. */
const HEADER_BYTES = 10
const LITTLE_ENDIAN = 0x4949
const ORIENTATION = 0x0112
const ENTRY_BYTES = 12
const UPRIGHT = 1

/** The segment with its marker, saying that the picture stands upright; null where there is none. */
export function exifOf(jpeg: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg)
  if (view.byteLength < 4 || view.getUint16(0) !== START) return null
  for (let at = 2; at + 4 <= view.byteLength; ) {
    const marker = view.getUint16(at)
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === SCAN || marker >> 8 !== 0xff || end > view.byteLength) return null
    if (marker === APP1 && EXIF.every((byte, i) => at + 4 + i < end && view.getUint8(at + 4 + i) === byte)) {
      const segment = new Uint8Array(jpeg.slice(at, end))
      turnUpright(segment)
      return segment
    }
    at = end
  }
  return null
}

/** The JPEG with the segment right behind its start. */
export function withExif(jpeg: Blob, segment: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: jpeg.type })
}

function turnUpright(segment: Uint8Array<ArrayBuffer>): void {
  if (segment.length < HEADER_BYTES + 8) return
  const tiff = new DataView(segment.buffer, HEADER_BYTES)
  const little = tiff.getUint16(0) === LITTLE_ENDIAN
  const first = tiff.getUint32(4, little)
  if (first + 2 > tiff.byteLength) return
  const entries = tiff.getUint16(first, little)
  for (let i = 0; i < entries; i += 1) {
    const at = first + 2 + i * ENTRY_BYTES
    if (at + ENTRY_BYTES > tiff.byteLength) return
    if (tiff.getUint16(at, little) === ORIENTATION) tiff.setUint16(at + 8, UPRIGHT, little)
  }
}
