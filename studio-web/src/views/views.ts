/** The list of screens. A new one is one line here, and its title in the texts. */
import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import type { Words } from "../words/en";

export interface View {
  path: string;
  title: keyof Words["screens"];
  Screen: LazyExoticComponent<ComponentType>;
}

export const VIEWS: View[] = [
  { path: "/lab", title: "lab", Screen: lazy(() => import("./lab")) },
  { path: "/inside", title: "inside", Screen: lazy(() => import("./inside")) },
  { path: "/draw", title: "draw", Screen: lazy(() => import("./draw")) },
  { path: "/evolve", title: "evolve", Screen: lazy(() => import("./evolve")) },
  { path: "/results", title: "results", Screen: lazy(() => import("./results")) },
  { path: "/runs", title: "runs", Screen: lazy(() => import("./runs")) },
  { path: "/learn", title: "learn", Screen: lazy(() => import("./learn")) },
];
