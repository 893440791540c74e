import { type HTMLAttributes, useId } from "react";

interface RegionProps extends HTMLAttributes<HTMLElement> {
  title: string;
  /** Of the heading; 3 inside a drawer, which has a heading of its own. */
  level?: 2 | 3;
}

/** A part of a screen whose place says to eyes what it is: its heading is for screen readers. */
export function Region({ title, level = 2, children, ...section }: RegionProps) {
  const heading = useId();
  const Heading = `h${level}` as const;
  return (
    <section {...section} aria-labelledby={heading}>
      <Heading id={heading} className="unseen">
        {title}
      </Heading>
      {children}
    </section>
  );
}
