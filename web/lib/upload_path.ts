//! Where a photo is sent to.

/** The key is chosen here; sent again with the same key it is the same photo. */
export function uploadPath(key: string, city: string): string {
  return `/api/v1/me/photos/${encodeURIComponent(key)}?city=${encodeURIComponent(city)}`
}
