import { Component, type ReactNode } from "react";
import { useWords } from "../words";
import { CopyButton } from "./CopyButton";
import { ErrorNote } from "./ErrorNote";
import { Button } from "./widgets";

interface BoundaryProps {
  children: ReactNode;
  /** What is shown instead of children that cannot be drawn. */
  fallback: (error: unknown, retry: () => void) => ReactNode;
}

interface BoundaryState {
  failure: { error: unknown } | null;
}

/** Keeps an error while drawing to its own part of the page; React needs a class for that. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override render() {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return this.props.fallback(failure.error, () => this.setState({ failure: null }));
  }
}

interface BrokenProps {
  error: unknown;
  retry: () => void;
}

/** A screen that could not be drawn: what happened, and the ways back. */
export function Broken({ error, retry }: BrokenProps) {
  const words = useWords();
  return (
    <section className="card wide">
      <p>{words.broken}</p>
      <ErrorNote error={error} />
      <div className="row">
        <Button main onPress={retry}>
          {words.again}
        </Button>
        <Button onPress={() => location.reload()}>{words.reload}</Button>
        <CopyButton title={words.copyError} text={() => reportOf(error)} />
        <a className="button" href="#/lab">
          {words.toLab}
        </a>
      </div>
    </section>
  );
}

/** What a report of the error needs: where it happened, its text, and the way to it. Pure. */
export function reportOf(error: unknown, address: string = location.href): string {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return `${address}\n${text.includes(String(error)) ? text : `${String(error)}\n${text}`}\n`;
}
