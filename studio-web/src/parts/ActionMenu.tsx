import type { ReactNode } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Button } from "./widgets";

export interface MenuEntry {
  id: string;
  name: string;
  /** A link, in place of an action. */
  href?: string;
}

interface ActionMenuProps {
  /** The accessible name of the button and of its menu. */
  label: string;
  items: MenuEntry[];
  onAction: (id: string) => void;
  children: ReactNode;
}

/** A button with a menu of actions and links. */
export function ActionMenu({ label, items, onAction, children }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <Button aria-label={label}>{children}</Button>
      <Popover className="menu" placement="bottom end">
        <Menu aria-label={label}>
          {items.map(({ id, name, href }) =>
            href === undefined ? (
              <MenuItem key={id} onAction={() => onAction(id)}>
                {name}
              </MenuItem>
            ) : (
              <MenuItem key={id} href={href}>
                {name}
              </MenuItem>
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
