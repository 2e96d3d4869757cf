//! Makes a large photo smaller before it is sent; what the browser cannot read goes as it is.

import { exifOf, withExif } from "web/lib/exif"

const SIDE_PX_MAX = 2048
const BYTES_MAX = 4_000_000
const QUALITY = 0.85
const KINDS = /^image\/(jpeg|png|webp)$/

/** The file itself when it is small. GPS and time of a JPEG are kept for the server. */
export async function shrunk(file: Blob): Promise<Blob> {
  if (!KINDS.test(file.type)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" })
    const side = Math.max(picture.width, picture.height)
    if (side <= SIDE_PX_MAX && file.size <= BYTES_MAX) return file
    return await drawn(picture, Math.min(1, SIDE_PX_MAX / side), file)
  } catch {
    return file
  }
}

/** As a JPEG, whatever it was: for a server that cannot read it. Null when this browser cannot either. */
export async function asJpeg(file: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" })
    return await drawn(picture, Math.min(1, SIDE_PX_MAX / Math.max(picture.width, picture.height)), file)
  } catch {
    return null
  }
}

async function drawn(picture: ImageBitmap, scale: number, file: Blob): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale))
  const context = canvas.getContext("2d")
  if (!context) return file
  context.imageSmoothingQuality = "high"
  // What a PNG leaves out is white in a JPEG.
  context.fillStyle = "#fff"
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY })
  const exif = file.type === "image/jpeg" ? exifOf(await file.arrayBuffer()) : null
  return exif ? withExif(jpeg, exif) : jpeg
}
