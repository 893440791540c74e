/** Where the reader is: kept on the server while reading, and found again. */
import { type RefObject, useEffect, useRef } from "react";
import { leaveFor, tryHere, useTrial } from "../../store/trial";
import { keepPlace } from "./progress";

const REST_MS = 700;
/** Below the steps of the lesson, which stay at the top. */
const TOP = 120;

/** The last part that begins above the upper edge: the one that is read. Pure. */
export function partAt(tops: readonly number[]): number {
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= TOP),
  );
}

const partsOf = (article: HTMLElement) => [...article.querySelectorAll<HTMLElement>("[data-part]")];

/** Shows the part once, and from then on keeps where the reader is. */
export function usePlace(
  article: RefObject<HTMLElement | null>,
  lesson: number,
  part: number | null,
  isThere: boolean,
): void {
  const isShown = useRef(false);
  useEffect(() => {
    if (!isThere || isShown.current || article.current === null) return;
    isShown.current = true;
    useTrial.setState({ spot: null });
    const target = part === null ? undefined : partsOf(article.current)[part];
    if (target !== undefined && part !== 0) {
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "start" });
    }
  }, [article, part, isThere]);
  useEffect(() => {
    if (!isThere) return;
    let timer: ReturnType<typeof setTimeout>;
    let last = part;
    const keep = () => {
      if (article.current === null) return;
      const tops = partsOf(article.current).map((one) => one.getBoundingClientRect().top);
      const now = partAt(tops);
      if (now === last) return;
      last = now;
      keepPlace({ lesson, part: now });
    };
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, REST_MS);
    };
    keepPlace({ lesson, part: part ?? 0 });
    document.addEventListener("scroll", rest, true); // of the page, or of the lesson's column
    return () => {
      clearTimeout(timer);
      document.removeEventListener("scroll", rest, true);
    };
  }, [article, lesson, part, isThere]);
}

/** Links to an experiment set the Lab beside the lesson; where there is none they lead to the Lab. */
export function useTries(
  article: RefObject<HTMLElement | null>,
  lesson: number,
  isBeside: boolean,
  onTried: () => void,
): void {
  useEffect(() => {
    const box = article.current;
    const press = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const hash = target?.closest("a")?.getAttribute("href") ?? "";
      if (!hash.startsWith("#/lab?e=") || event.ctrlKey || event.metaKey) return;
      const part = Number(target?.closest<HTMLElement>("[data-part]")?.dataset["part"] ?? 0);
      if (!isBeside) return leaveFor({ lesson, part });
      event.preventDefault();
      tryHere(hash);
      onTried();
    };
    box?.addEventListener("click", press);
    return () => box?.removeEventListener("click", press);
  }, [article, lesson, isBeside, onTried]);
}
