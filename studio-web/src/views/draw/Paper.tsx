/** The paper: drawing with mouse, pen or finger, at the resolution of the screen. */
import { useEffect, useRef, type PointerEvent } from "react";
import { useWordsOf } from "../../words";
import { CellGrid } from "./CellGrid";
import { begin, type DrawingState, end, extend, useDrawing } from "./drawing";
import { type Photo, type Picture, type Point, visibleMarks, SIDE, type Stroke } from "./marks";
import { canvasOfPhoto, photosIn, takePhoto } from "./photo";
import { enlarged } from "./raster";
import { smoothed } from "./smooth";
import { dictionary } from "./words";

const INK = [20, 24, 31] as const;

/** The bit of `buttons` for the eraser end of a pen. */
const PEN_ERASER = 32;

export function Paper() {
  const words = useWordsOf(dictionary);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<number | null>(null);
  const isGrid = useDrawing((state) => state.isGrid);
  useEffect(() => (canvas.current ? keepPainted(canvas.current) : undefined), []);

  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    const isEraser = (event.buttons & PEN_ERASER) > 0;
    if (pointer.current !== null || (event.button !== 0 && !isEraser)) return;
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    begin(placeOf(event.nativeEvent, event.currentTarget), isEraser || undefined);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerId !== pointer.current) return;
    const between = event.nativeEvent.getCoalescedEvents?.() ?? [];
    const all = between.length > 0 ? between : [event.nativeEvent];
    extend(all.map((each) => placeOf(each, event.currentTarget)));
  };
  const up = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerId !== pointer.current) return;
    pointer.current = null;
    end();
  };
  return (
    <div
      className="paper"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void takePhoto(photosIn(event.dataTransfer)[0]);
      }}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={words.paper}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onLostPointerCapture={up}
      />
      {isGrid && <CellGrid />}
    </div>
  );
}

function placeOf(event: globalThis.PointerEvent, canvas: HTMLCanvasElement): Point {
  const box = canvas.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * SIDE,
    y: ((event.clientY - box.top) / box.height) * SIDE,
  };
}

/**
 * Repaints when the drawing or the size changes, at most once a frame; returns the function that
 * ends it.
 */
function keepPainted(canvas: HTMLCanvasElement): () => void {
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => paint(canvas, useDrawing.getState()));
  };
  const sizes = new ResizeObserver(() => {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    canvas.width = canvas.height = Math.max(SIDE, side);
    soon();
  });
  sizes.observe(canvas);
  const stop = useDrawing.subscribe(soon);
  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    stop();
  };
}

function paint(canvas: HTMLCanvasElement, { history, current }: DrawingState): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const scale = canvas.width / SIDE;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, SIDE, SIDE);
  for (const mark of [...visibleMarks(history.marks), ...(current ? [current] : [])]) {
    if (mark.kind === "stroke") paintStroke(context, mark);
    else if (mark.kind === "picture") context.drawImage(sheetOf(mark), 0, 0);
    else if (current === null) paintPhoto(context, mark);
  }
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke): void {
  const line = smoothed(stroke.points);
  const first = line[0];
  if (first === undefined) return;
  context.globalCompositeOperation = stroke.isEraser ? "destination-out" : "source-over";
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = stroke.width;
  context.strokeStyle = `rgb(${INK.join(" ")})`;
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (const { x, y } of line) context.lineTo(x, y); // a line of length zero is a dot
  context.stroke();
  context.globalCompositeOperation = "source-over";
}

/** A photo in the middle of the paper, as large as fits. */
function paintPhoto(context: CanvasRenderingContext2D, photo: Photo): void {
  const scale = SIDE / Math.max(photo.width, photo.height);
  const [width, height] = [photo.width * scale, photo.height * scale];
  const image = canvasOfPhoto(photo);
  context.drawImage(image, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
}

const sheets = new WeakMap<Picture, HTMLCanvasElement>();

/** An MNIST digit, enlarged. Painted once. */
function sheetOf(picture: Picture): HTMLCanvasElement {
  const known = sheets.get(picture);
  if (known !== undefined) return known;
  const sheet = document.createElement("canvas");
  sheet.width = sheet.height = SIDE;
  const image = new ImageData(SIDE, SIDE);
  enlarged(picture.pixels).forEach((byte, i) => image.data.set([...INK, byte], 4 * i));
  sheet.getContext("2d")?.putImageData(image, 0, 0);
  sheets.set(picture, sheet);
  return sheet;
}
