import type { Words } from "./en";

export const es: Words = {
  skip: "Ir al contenido",
  unreachable: "El servidor del estudio no responde. ¿Sigue en marcha `edunn studio`?",
  status: (status) => `El servidor respondió con el estado HTTP ${status}.`,
  loading: "Cargando …",
  close: "Cerrar",
  screensLabel: "Pantallas",
  screens: {
    lab: "Laboratorio",
    inside: "Por dentro",
    draw: "Dibujar",
    evolve: "Evolucionar",
    results: "Resultados",
    runs: "Ensayos",
  },
  theme: "Tema",
  themes: { system: "Sistema", light: "Claro", dark: "Oscuro" },
  language: "Idioma",
  motion: "Reducir movimiento",
  keys: "Atajos de teclado",
  keysHint: "Los atajos de una sola tecla funcionan mientras no escribes.",
  link: "Copiar enlace",
  linkDone: "Enlace copiado",
  connection: {
    connecting: "Conectando …",
    open: "Conectado",
    polling: "Conectado; consulta cada segundo",
    lost: "Sin conexión; reintentando …",
  },
  chart: {
    logScale: "Escala logarítmica",
    table: "Mostrar como tabla",
    epoch: "Época",
    empty: "Aún no hay datos.",
  },
  lab: {
    status: {
      paused: "en pausa",
      running: "en marcha",
      finished: "terminado",
      diverged: "divergió",
      interrupted: "interrumpido",
      failed: "falló",
    },
  },
};
