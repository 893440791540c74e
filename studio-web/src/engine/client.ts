/** The server's routes as functions: a message in, a promise of a message out. */
import type { operations } from "./schema";
import { answered, client } from "./transport";
import type {
  Command,
  DataView,
  Experiment,
  Point,
  ResultsView,
  Schemas,
  SentDrawing,
  TableContent,
  TableOptions,
} from "./types";

const { GET, POST, PUT, DELETE } = client;

type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]["parameters"]["query"]>;

// openapi-fetch takes a pair of numbers for a list of them: hence `as Promise<...>`.

// Fields that are missing in these messages take the server's defaults.
const whole = (experiment: Experiment) => experiment as Schemas["Experiment"];
const table = (name: string, content: TableContent, options: TableOptions) =>
  ({ name, ...content, ...options }) as Schemas["NewTable"];

const ofRun = (run: number) => ({ path: { run } });
const ofName = (name: string) => ({ params: { path: { name } } });

export const api = {
  recent: (after: number) => answered(GET("/api/events/recent", { params: { query: { after } } })),

  catalogue: () => answered(GET("/api/catalogue")),

  data: () => answered(GET("/api/data")),
  dataView: (query: QueryOf<"get_data_view">) =>
    answered(GET("/api/data/view", { params: { query } })) as Promise<DataView>,
  readTable: (name: string, content: TableContent, options: TableOptions = {}) =>
    answered(POST("/api/data/reading", { body: table(name, content, options) })),
  addTable: (name: string, content: TableContent, options: TableOptions = {}) =>
    answered(POST("/api/data/tables", { body: table(name, content, options) })),
  addPoints: (name: string, points: Point[]) =>
    answered(POST("/api/data/points", { body: { name, points } })),
  deleteData: (name: string) => answered(DELETE("/api/data/{name}", ofName(name))),

  runs: () => answered(GET("/api/runs")),
  newRun: (experiment: Experiment, name: string | null = null) =>
    answered(POST("/api/runs", { body: { experiment: whole(experiment), name } })),
  run: (id: number) => answered(GET("/api/runs/{run}", { params: ofRun(id) })),
  deleteRun: (id: number) => answered(DELETE("/api/runs/{run}", { params: ofRun(id) })),
  renameRun: (id: number, name: string) =>
    answered(POST("/api/runs/{run}/name", { params: ofRun(id), body: { name } })),
  order: (id: number, command: Command) =>
    answered(POST("/api/runs/{run}/orders", { params: ofRun(id), body: { command } })),
  curves: (id: number) => answered(GET("/api/runs/{run}/curves", { params: ofRun(id) })),
  script: (id: number) => answered(GET("/api/runs/{run}/script", { params: ofRun(id) })),
  exported: (id: number, to: string) =>
    answered(
      GET("/api/runs/{run}/exports/{to}", {
        params: { path: { run: id, to } },
        parseAs: "blob",
      }),
    ),
  startSeeds: (id: number, seeds = 20) =>
    answered(POST("/api/runs/{run}/seeds", { params: ofRun(id), body: { seeds } })),
  seeds: (id: number) => answered(GET("/api/runs/{run}/seeds", { params: ofRun(id) })),
  stopSeeds: (id: number) => answered(DELETE("/api/runs/{run}/seeds", { params: ofRun(id) })),
  reportAddress: (id: number, language: QueryOf<"get_report">["language"]) =>
    `/api/runs/${id}/report.html?language=${language}`,

  sketch: (experiment: Experiment) => answered(POST("/api/network", { body: whole(experiment) })),
  network: (id: number) => answered(GET("/api/runs/{run}/network", { params: ofRun(id) })),
  filters: (id: number) => answered(GET("/api/runs/{run}/filters", { params: ofRun(id) })),
  results: (id: number, query: QueryOf<"get_results"> = {}) =>
    answered(
      GET("/api/runs/{run}/results", { params: { ...ofRun(id), query } }),
    ) as Promise<ResultsView>,
  boundary: (id: number, query: QueryOf<"get_boundary"> = {}) =>
    answered(GET("/api/runs/{run}/boundary", { params: { ...ofRun(id), query } })),
  trace: (id: number, query: QueryOf<"get_trace"> = {}) =>
    answered(GET("/api/runs/{run}/trace", { params: { ...ofRun(id), query } })),
  traceArray: (id: number, query: QueryOf<"get_trace_array">) =>
    answered(GET("/api/runs/{run}/trace/array", { params: { ...ofRun(id), query } })),
  origin: (id: number, body: Schemas["OriginQuery"]) =>
    answered(POST("/api/runs/{run}/origin", { params: ofRun(id), body })),
  lines: (id: number, body: Schemas["LinesQuery"]) =>
    answered(POST("/api/runs/{run}/lines", { params: ofRun(id), body })),
  population: (id: number) => answered(GET("/api/runs/{run}/population", { params: ofRun(id) })),
  family: (id: number, query: QueryOf<"get_family"> = {}) =>
    answered(GET("/api/runs/{run}/family", { params: { ...ofRun(id), query } })),
  breeding: (id: number, query: QueryOf<"get_breeding">) =>
    answered(GET("/api/runs/{run}/breeding", { params: { ...ofRun(id), query } })),

  networks: () => answered(GET("/api/networks")),
  saveNetwork: (run: number, name: string, replace = false) =>
    answered(POST("/api/networks", { body: { run, name, replace } })),
  uploadNetwork: (name: string, content: string) =>
    answered(POST("/api/networks/files", { body: { name, content } })),
  deleteNetwork: (name: string) => answered(DELETE("/api/networks/{name}", ofName(name))),
  networkAddress: (name: string) => `/api/networks/${encodeURIComponent(name)}/file`,

  classifyDigit: (drawing: SentDrawing, network = "digits", recipe = true) =>
    answered(POST("/api/digits/prediction", { body: { drawing, network, recipe } })),
  keptDigits: () => answered(GET("/api/digits/kept")),
  keepDigit: (drawing: SentDrawing, label: number) =>
    answered(POST("/api/digits/kept", { body: { drawing, label } })),
  deleteDigit: (digit: number) =>
    answered(DELETE("/api/digits/kept/{digit}", { params: { path: { digit } } })),
  tune: (body: Schemas["Tune"]) => answered(POST("/api/digits/tuning", { body })),
  tuning: () => answered(GET("/api/digits/tuning")),

  diagnosis: (id: number) => answered(GET("/api/runs/{run}/diagnosis", { params: ofRun(id) })),
  proof: (id: number) => answered(GET("/api/runs/{run}/proof", { params: ofRun(id) })),
  startProof: (id: number, rule: string, seeds = 5) =>
    answered(POST("/api/runs/{run}/proof", { params: ofRun(id), body: { rule, seeds } })),
  stopProof: (id: number) => answered(DELETE("/api/runs/{run}/proof", { params: ofRun(id) })),

  lessons: () => answered(GET("/api/lessons")),
  lesson: (lesson: number) =>
    answered(GET("/api/lessons/{lesson}", { params: { path: { lesson } } })),
  lessonResults: (lesson: number) =>
    answered(GET("/api/lessons/{lesson}/results", { params: { path: { lesson } } })),
  checkExercise: (name: string, code: string, lesson: number) =>
    answered(POST("/api/exercises/{name}/check", { ...ofName(name), body: { code, lesson } })),
  progress: () => answered(GET("/api/progress")),
  putProgress: (marks: Schemas["NewMark"][]) => answered(PUT("/api/progress", { body: { marks } })),
  putPlace: (place: Schemas["Place"]) => answered(PUT("/api/progress/place", { body: place })),
  progressFile: (student: string) =>
    answered(GET("/api/progress/export", { params: { query: { student } } })),
};
