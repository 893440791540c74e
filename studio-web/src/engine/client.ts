/** The server's routes as functions: a message in, a promise of a message out. */
import type {
  Band,
  BoundaryView,
  BreedingView,
  Catalogue,
  Command,
  Curves,
  DataSummary,
  DataView,
  DigitView,
  Experiment,
  FamilyView,
  FiltersView,
  KeptDigit,
  Lines,
  NetworkSummary,
  NetworkView,
  Origin,
  Point,
  PopulationView,
  Refusal,
  ResultsView,
  Run,
  StudioEvent,
  Sentence,
  SentDrawing,
  TableContent,
  TableOptions,
  TableReading,
  TraceView,
  Tuning,
} from "./types";

/** A request that the server refused, with the server's message. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "RefusedError";
    this.refusal = refusal;
  }
}

/** The server cannot be reached. */
export class UnreachableError extends Error {
  constructor() {
    super("unreachable");
    this.name = "UnreachableError";
  }
}

/** A response that is not the studio's own, such as a proxy's. */
export class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.name = "StatusError";
    this.status = status;
  }
}

type Query = Record<string, string | number | boolean | null | undefined>;

/** `?a=1&b=2`; null and undefined values are left out. */
function queryText(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  if (pairs.length === 0) return "";
  return "?" + new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
}

/** How often a request is sent again that the server is still at work on. */
const TRIES = 15;

/** The answer; while the server is at work on it, the same request is sent again. */
async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await askOnce<T>(method, path, body);
    } catch (error) {
      const isBusy = error instanceof RefusedError && error.refusal.code === "BUSY";
      if (!isBusy || left === 0) throw error;
      await new Promise((resume) => setTimeout(resume, 1_000));
    }
  }
}

async function askOnce<T>(method: string, path: string, body?: unknown): Promise<T> {
  const request: RequestInit = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    request.headers = { ...request.headers, "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  const response = await fetch(path, request).catch(() => {
    throw new UnreachableError();
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  if (answer !== null && typeof answer === "object" && "message" in answer)
    throw new RefusedError(answer as Refusal);
  throw new StatusError(response.status);
}

const get = <T>(path: string, query: Query = {}) => ask<T>("GET", path + queryText(query));
const post = <T>(path: string, body: unknown) => ask<T>("POST", path, body);
const remove = (path: string) => ask<unknown>("DELETE", path);
const named = (name: string) => encodeURIComponent(name);

export const api = {
  recent: (after: number) =>
    get<{ events: { id: number; event: StudioEvent }[] }>("/api/events/recent", { after }),

  catalogue: () => get<Catalogue>("/api/catalogue"),

  data: () => get<{ data: DataSummary[] }>("/api/data"),
  dataView: (query: Query) => get<DataView>("/api/data/view", query),
  readTable: (name: string, content: TableContent, options: TableOptions = {}) =>
    post<TableReading>("/api/data/reading", { name, ...content, ...options }),
  addTable: (name: string, content: TableContent, options: TableOptions = {}) =>
    post<DataSummary>("/api/data/tables", { name, ...content, ...options }),
  addPoints: (name: string, points: Point[]) =>
    post<DataSummary>("/api/data/points", { name, points }),
  deleteData: (name: string) => remove(`/api/data/${named(name)}`),

  runs: () => get<{ runs: Run[]; notes: Sentence[] }>("/api/runs"),
  newRun: (experiment: Experiment, name: string | null = null) =>
    post<Run>("/api/runs", { experiment, name }),
  run: (id: number) => get<Run>(`/api/runs/${id}`),
  deleteRun: (id: number) => remove(`/api/runs/${id}`),
  renameRun: (id: number, name: string) => post<Run>(`/api/runs/${id}/name`, { name }),
  order: (id: number, command: Command) => post<Run>(`/api/runs/${id}/orders`, { command }),
  curves: (id: number) => get<Curves>(`/api/runs/${id}/curves`),
  script: (id: number) => get<{ script: string }>(`/api/runs/${id}/script`),
  startSeeds: (id: number, seeds = 20) => post<Band>(`/api/runs/${id}/seeds`, { seeds }),
  seeds: (id: number) => get<Band>(`/api/runs/${id}/seeds`),
  stopSeeds: (id: number) => remove(`/api/runs/${id}/seeds`),
  reportAddress: (id: number) => `/api/runs/${id}/report.html`,

  sketch: (experiment: Experiment) => post<NetworkView>("/api/network", experiment),
  network: (id: number) => get<NetworkView>(`/api/runs/${id}/network`),
  filters: (id: number) => get<FiltersView>(`/api/runs/${id}/filters`),
  results: (id: number, query: Query = {}) => get<ResultsView>(`/api/runs/${id}/results`, query),
  boundary: (id: number, query: Query = {}) => get<BoundaryView>(`/api/runs/${id}/boundary`, query),
  trace: (id: number, query: Query = {}) => get<TraceView>(`/api/runs/${id}/trace`, query),
  origin: (id: number, query: unknown) => post<Origin>(`/api/runs/${id}/origin`, query),
  lines: (id: number, query: unknown) => post<Lines>(`/api/runs/${id}/lines`, query),
  population: (id: number) => get<PopulationView>(`/api/runs/${id}/population`),
  family: (id: number, query: Query = {}) => get<FamilyView>(`/api/runs/${id}/family`, query),
  breeding: (id: number, query: Query) => get<BreedingView>(`/api/runs/${id}/breeding`, query),

  networks: () => get<{ networks: NetworkSummary[] }>("/api/networks"),
  saveNetwork: (run: number, name: string, replace = false) =>
    post<NetworkSummary>("/api/networks", { run, name, replace }),
  uploadNetwork: (name: string, content: string) =>
    post<NetworkSummary>("/api/networks/files", { name, content }),
  deleteNetwork: (name: string) => remove(`/api/networks/${named(name)}`),
  networkAddress: (name: string) => `/api/networks/${named(name)}/file`,

  classifyDigit: (drawing: SentDrawing, network = "digits", recipe = true) =>
    post<DigitView>("/api/digits/prediction", { drawing, network, recipe }),
  keptDigits: () => get<{ digits: KeptDigit[]; notes: Sentence[] }>("/api/digits/kept"),
  keepDigit: (drawing: SentDrawing, label: number) =>
    post<KeptDigit>("/api/digits/kept", { drawing, label }),
  deleteDigit: (id: number) => remove(`/api/digits/kept/${id}`),
  tune: (query: unknown) => post<Tuning>("/api/digits/tuning", query),
  tuning: () => get<Tuning>("/api/digits/tuning"),
};
