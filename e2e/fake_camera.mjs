//! A picture as a camera sees it: a page's image, written as the video that Chromium takes for a camera.

const WIDTH = 640
const HEIGHT = 480

/// The image at `url`, drawn by the page, as a YUV4MPEG2 video of two equal pictures.
export async function video(page, url) {
  const luma = Buffer.from(await page.evaluate(draw, { url, width: WIDTH, height: HEIGHT }), "base64")
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const picture = Buffer.concat([Buffer.from("FRAME\n"), luma, grey])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), picture, picture])
}

/// In the page: a ticket held before the camera, not quite straight, in a room that is not quite bright.
async function draw({ url, width, height }) {
  const image = new Image()
  image.src = url
  await image.decode()
  const context = new OffscreenCanvas(width, height).getContext("2d")
  context.fillStyle = "#7a7a7a"
  context.fillRect(0, 0, width, height)
  context.translate(width / 2, height / 2)
  context.rotate(0.12)
  context.fillStyle = "#dddddd"
  context.fillRect(-200, -200, 400, 400)
  context.drawImage(image, -180, -180, 360, 360)
  const { data } = context.getImageData(0, 0, width, height)
  let text = ""
  for (let at = 0; at < data.length; at += 4) {
    text += String.fromCharCode((data[at] * 299 + data[at + 1] * 587 + data[at + 2] * 114) / 1000)
  }
  return btoa(text)
}
