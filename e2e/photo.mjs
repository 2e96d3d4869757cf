//! Photos as phones make them, for journeys: drawn in the page, with EXIF of our own making.

/// A JPEG of `width` × `height` with where it was taken, and how the camera was held (EXIF's
/// Orientation; 1: upright). With `grain` it is as large as a camera's, some 2.5 bits a pixel.
export async function photo(page, { width, height, spot, orientation = 1, grain = false }) {
  const jpeg = Buffer.from(await page.evaluate(draw, { width, height, grain }), "base64")
  return Buffer.concat([jpeg.subarray(0, 2), exif(spot, orientation), jpeg.subarray(2)])
}

/// In the page.
async function draw({ width, height, grain }) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext("2d")
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, "#25387f")
  sky.addColorStop(0.6, "#e58a4e")
  sky.addColorStop(1, "#7a3b1c")
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  context.fillStyle = "#f7d25c"
  for (let i = 0; i < 400; i += 1) {
    context.fillRect((i * 7919) % width, height * 0.55 + ((i * 104729) % (height * 0.4)), 9, 7)
  }
  if (grain) {
    const tile = new ImageData(512, 512)
    let seed = 1
    for (let i = 0; i < tile.data.length; i += 1) {
      seed = (seed * 48271) % 2147483647
      tile.data[i] = i % 4 === 3 ? 28 : seed % 256
    }
    const film = new OffscreenCanvas(512, 512)
    film.getContext("2d").putImageData(tile, 0, 0)
    context.fillStyle = context.createPattern(film, "repeat")
    context.fillRect(0, 0, width, height)
  }
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ""
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/// An APP1 segment in little-endian TIFF: how it was held, and where (CIPA DC-008, 4.6).
function exif({ lat, lon }, orientation) {
  const gps = 8 + 2 + 2 * 12 + 4
  const ratios = gps + 2 + 4 * 12 + 4
  const tiff = Buffer.alloc(ratios + 48)
  tiff.write("II*\0", 0, "latin1")
  tiff.writeUInt32LE(8, 4)
  let at = tiff.writeUInt16LE(2, 8)
  const entry = (tag, kind, count, value) => {
    at = tiff.writeUInt16LE(tag, at)
    at = tiff.writeUInt16LE(kind, at)
    at = tiff.writeUInt32LE(count, at)
    at = tiff.writeUInt32LE(value, at)
  }
  entry(0x0112, 3, 1, orientation)
  entry(0x8825, 4, 1, gps)
  at = tiff.writeUInt16LE(4, gps)
  entry(1, 2, 2, (lat < 0 ? "S" : "N").charCodeAt(0))
  entry(2, 5, 3, ratios)
  entry(3, 2, 2, (lon < 0 ? "W" : "E").charCodeAt(0))
  entry(4, 5, 3, ratios + 24)
  at = ratios
  for (const degrees of [lat, lon]) {
    for (const [above, below] of [[Math.round(Math.abs(degrees) * 1e6), 1e6], [0, 1], [0, 1]]) {
      at = tiff.writeUInt32LE(above, at)
      at = tiff.writeUInt32LE(below, at)
    }
  }
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), Buffer.from("Exif\0\0", "latin1"), tiff])
  segment.writeUInt16BE(segment.length - 2, 2)
  return segment
}
