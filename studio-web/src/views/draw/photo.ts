/** An image file, or the camera's photo, as pixels on the paper. */
import { put, useDrawing } from "./drawing";
import type { Photo } from "./marks";

/** The longer side of a photo as it is sent; the digit keeps 20 of these pixels in the end. */
const LONGEST = 800;

/** The images among the files that are dropped or pasted. */
export function photosIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

/** Puts an image on the paper; an error is shown beside the paper. */
export async function takePhoto(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    const photo = await photoFrom(file);
    put(photo);
    useDrawing.setState({ isPhotoUnreadable: false });
  } catch {
    useDrawing.setState({ isPhotoUnreadable: true });
  }
}

/** Reads an image, as upright as its camera was held, reduced where it is large. */
async function photoFrom(file: Blob): Promise<Photo> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) =>
    Math.max(8, Math.round(side * scale)),
  ) as [number, number];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser has no canvas.");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { kind: "photo", width, height, pixels: new Uint8ClampedArray(data) };
}

const canvases = new WeakMap<Photo, HTMLCanvasElement>();

/** A photo as a canvas that can be painted on another. Painted once. */
export function canvasOfPhoto(photo: Photo): HTMLCanvasElement {
  const known = canvases.get(photo);
  if (known !== undefined) return known;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [photo.width, photo.height];
  const image = new ImageData(photo.pixels, photo.width, photo.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  canvases.set(photo, canvas);
  return canvas;
}
