"""Functions that a JavaScript program gets, as texts: the layers that take more than one line.

An array of any shape is one row of numbers, the last axis first to change, as it lies in memory.
The tests of exports run every one by Node.
"""

FUNCTIONS = {
    "decoded": """/** An array of many numbers, from their bytes in base64. */
function decoded(text, columns, Numbers) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const numbers = Array.from(new Numbers(bytes.buffer));
  if (!columns) return numbers;
  const starts = Array.from({ length: numbers.length / columns }, (_, i) => i * columns);
  return starts.map((start) => numbers.slice(start, start + columns));
}""",
    "dense": """/** A weighted sum for each unit, x W + b; of a sequence, at every time step. */
function dense(x, W, b) {
  const y = [];
  for (let start = 0; start < x.length; start += W.length) {
    for (let j = 0; j < W[0].length; j++) {
      let sum = b ? b[j] : 0;
      for (let i = 0; i < W.length; i++) sum += x[start + i] * W[i][j];
      y.push(sum);
    }
  }
  return y;
}""",
    "softmax": """/** Probabilities of each `size` numbers in a row. */
function softmax(x, size) {
  const y = [];
  for (let start = 0; start < x.length; start += size) {
    const row = x.slice(start, start + size);
    const top = Math.max(...row);
    const e = row.map((q) => Math.exp(q - top));
    const total = e.reduce((sum, q) => sum + q);
    y.push(...e.map((q) => q / total));
  }
  return y;
}""",
    "patches": """/** The numbers in a window at each of its places; `fill` is around the image. */
function patches(x, [H, V, C], window, fill) {
  const { size: [k, l], stride: [s, t], dilation: [d, e] } = window;
  const { places: [h, v], edges: [top, left] } = window;
  const found = [];
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < v; j++) {
      const patch = [];
      for (let m = 0; m < k * l; m++) {
        const row = i * s - top + Math.floor(m / l) * d;
        const column = j * t - left + (m % l) * e;
        const inside = row >= 0 && row < H && column >= 0 && column < V;
        for (let c = 0; c < C; c++) patch.push(inside ? x[(row * V + column) * C + c] : fill);
      }
      found.push(patch);
    }
  }
  return found;
}""",
    "conv": """/** A dense layer on every patch of an image. */
function conv(x, image, window, W, b) {
  return patches(x, image, window, 0).flatMap((patch) => dense(patch, W, b));
}""",
    "maxPool": """/** The largest number of each window, channel by channel. */
function maxPool(x, image, window) {
  const channels = Array.from({ length: image[2] }, (_, c) => c);
  const largest = (patch) =>
    channels.map((c) => Math.max(...patch.filter((_, i) => i % image[2] === c)));
  return patches(x, image, window, -Infinity).flatMap(largest);
}""",
    "averagePool": """/** The mean of the pixels of the image in each window, channel by channel. */
function averagePool(x, image, window) {
  const channels = Array.from({ length: image[2] }, (_, c) => c);
  const means = (patch) =>
    channels.map((c) => average(patch.filter((q, i) => i % image[2] === c && !Number.isNaN(q))));
  return patches(x, image, window, NaN).flatMap(means);
}""",
    "average": """/** The mean of numbers. */
function average(x) {
  return x.reduce((sum, q) => sum + q, 0) / x.length;
}""",
    "globalAverage": """/** The mean over all places, of each of so many channels. */
function globalAverage(x, channels) {
  const all = Array.from({ length: channels }, (_, c) => c);
  return all.map((c) => average(x.filter((_, i) => i % channels === c)));
}""",
    "batchNorm": """/** Each column with mean 0 and variance 1, then stretched and moved. */
function batchNorm(x, gamma, beta, means, variances, epsilon) {
  return x.map((q, i) => {
    const c = i % gamma.length;
    return (gamma[c] * (q - means[c])) / Math.sqrt(variances[c] + epsilon) + beta[c];
  });
}""",
    "layerNorm": """/** Each row with mean 0 and variance 1, then stretched and moved. */
function layerNorm(x, gamma, beta, epsilon) {
  const y = [];
  for (let start = 0; start < x.length; start += gamma.length) {
    const row = x.slice(start, start + gamma.length);
    const middle = average(row);
    const deviation = Math.sqrt(average(row.map((q) => (q - middle) ** 2)) + epsilon);
    y.push(...row.map((q, c) => (gamma[c] * (q - middle)) / deviation + beta[c]));
  }
  return y;
}""",
    "erfc": """/** 1 - erf(x): formulas 7.1.6 and 7.1.14 of Abramowitz and Stegun. */
function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  const bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 3) {
    let sum = 0;
    let term = 2 * x;
    for (let n = 1; n <= 60; n++) {
      sum += term;
      term *= (2 * x * x) / (2 * n + 1);
    }
    return 1 - bell * sum;
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return bell / fraction;
}""",
}
"""Each by its name."""

NEEDS = {
    "conv": ("dense", "patches"),
    "maxPool": ("patches",),
    "averagePool": ("patches", "average"),
    "globalAverage": ("average",),
    "layerNorm": ("average",),
}
"""The functions that a function calls."""
