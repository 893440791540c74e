/** Parts of a screen, one at a time. */
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

export interface Part {
  id: string;
  title: string;
  part: ReactNode;
}

interface InTabsProps {
  /** Of the list of tabs, for screen readers. */
  label: string;
  parts: Part[];
  /** How they fill their place: a card of their own, or the rest of a panel. */
  className?: "card" | "filling";
  /** The part that is shown, where another place knows it. */
  chosen?: string;
  choose?: (id: string) => void;
  /** What stands beside the list. */
  beside?: ReactNode;
}

export function InTabs(props: InTabsProps) {
  const { label, parts, className = "card", chosen, choose, beside } = props;
  const list = (
    <TabList aria-label={label}>
      {parts.map(({ id, title }) => (
        <Tab key={id} id={id}>
          {title}
        </Tab>
      ))}
    </TabList>
  );
  return (
    <Tabs
      className={`tabs ${className}`}
      {...(chosen !== undefined && { selectedKey: chosen })}
      onSelectionChange={(key) => choose?.(String(key))}
    >
      {beside === undefined ? (
        list
      ) : (
        <div className="tabs-head">
          {list}
          {beside}
        </div>
      )}
      {parts.map(({ id, part }) => (
        <TabPanel key={id} id={id}>
          {part}
        </TabPanel>
      ))}
    </Tabs>
  );
}
