/** A panel that slides over one side of the page, and a small one beside its button. */
import type { ReactNode } from "react";
import {
  Dialog as AriaDialog,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
  Popover,
} from "react-aria-components";
import "./drawer.css";
import { Button } from "./widgets";

interface DrawerProps {
  title: string;
  close: string;
  isOpen: boolean;
  isWide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog at the left side, beside which the page stays visible. */
export function Drawer({ title, close, isOpen, isWide = false, onClose, children }: DrawerProps) {
  return (
    <ModalOverlay
      className="veil drawer-veil"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={isWide ? "drawer wide" : "drawer"}>
        <AriaDialog className="drawer-dialog">
          <header className="drawer-head">
            <Heading slot="title">{title}</Heading>
            <Button onPress={onClose}>{close}</Button>
          </header>
          <div className="drawer-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface PopupProps {
  /** The accessible name of the button and of what it opens. */
  label: string;
  sign: ReactNode;
  children: ReactNode;
}

/** A button that opens a few fields beside it. */
export function Popup({ label, sign, children }: PopupProps) {
  return (
    <DialogTrigger>
      <Button aria-label={label}>{sign}</Button>
      <Popover className="menu popup" placement="bottom end">
        <AriaDialog aria-label={label} className="popup-dialog">
          {children}
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}
