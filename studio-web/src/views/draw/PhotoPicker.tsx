/** A photo or an image file instead of a drawing: chosen, taken by the camera, dropped or pasted. */
import { useEffect, useId } from "react";
import { useWordsOf } from "../../words";
import { useDrawing } from "./drawing";
import { photosIn, takePhoto } from "./photo";
import { dictionary } from "./words";

export function PhotoPicker() {
  const words = useWordsOf(dictionary).photo;
  const isUnreadable = useDrawing((state) => state.isPhotoUnreadable);
  usePastedPhotos();
  return (
    <div className="photo field">
      <ImageInput label={words.file} />
      <div className="camera">
        <ImageInput label={words.camera} isCamera />
      </div>
      <p className="soft">{words.hint}</p>
      {isUnreadable && (
        <p className="note bad" role="alert">
          {words.unreadable}
        </p>
      )}
    </div>
  );
}

function ImageInput({ label, isCamera = false }: { label: string; isCamera?: boolean }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept="image/*"
        {...(isCamera ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          void takePhoto(event.target.files?.[0]);
          event.target.value = ""; // the same file may be chosen again
        }}
      />
    </>
  );
}

function usePastedPhotos(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => void takePhoto(photosIn(event.clipboardData)[0]);
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, []);
}
