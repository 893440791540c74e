/** A picture of the page as a file. It is loaded when the first one is wanted. */
import { offer } from "../files";
import { styleOf } from "../usePaint";
import { type Drawing, standAlone } from "./svg";

export { curvesDrawing } from "./curves";
export { snapshotOf } from "./snapshot";

export type Format = "svg" | "png";

const SCALE = 2;

/** Offers a drawing as a download, in the colours of the present theme. */
export async function savePicture(
  drawing: Drawing,
  heading: string,
  file: string,
  format: Format,
): Promise<void> {
  const font = getComputedStyle(document.body).fontFamily;
  const look = {
    ground: styleOf("--surface"),
    ink: styleOf("--ink"),
    font,
    widthOfHeading: (text: string, size: number) => measured(text, `600 ${size}px ${font}`),
  };
  const picture = standAlone(drawing, heading, look);
  const svg = new Blob([picture.body], { type: "image/svg+xml" });
  offer(`${file}.${format}`, format === "svg" ? svg : await pngOf(picture, svg));
}

function measured(text: string, font: string): number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return 0;
  context.font = font;
  return context.measureText(text).width;
}

/** The picture in pixels, twice as many each way as on the screen. */
async function pngOf({ width, height }: Drawing, svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * width;
    canvas.height = SCALE * height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
