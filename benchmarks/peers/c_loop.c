/* The limit of a tiny network: relu, softmax, cross-entropy, plain SGD with one row a step.

   Letters as everywhere: x row, h hidden, z scores and then dL/dz; W (I, H) and V (H, O) row by row.
   With -DFIXED="I = 4, H = 2, O = 3" the compiler knows the sizes and unrolls every loop. */

#include <math.h>
#include <stdint.h>

#ifdef FIXED
enum { FIXED };
#define SIZES
#else
#define SIZES int I, int H, int O,
#endif

void descend(SIZES const float *rows, const int64_t *labels, const int64_t *order, int64_t steps,
             float rate, float *W, float *b, float *V, float *c)
{
    float h[H], dh[H], z[O];
    for (int64_t step = 0; step < steps; step++) {
        const float *x = rows + order[step] * I;

        for (int j = 0; j < H; j++) h[j] = b[j];
        for (int i = 0; i < I; i++)
            for (int j = 0; j < H; j++) h[j] += x[i] * W[i * H + j];
        for (int j = 0; j < H; j++) h[j] = h[j] > 0 ? h[j] : 0;
        for (int k = 0; k < O; k++) z[k] = c[k];
        for (int j = 0; j < H; j++)
            for (int k = 0; k < O; k++) z[k] += h[j] * V[j * O + k];

        float largest = z[0], sum = 0;
        for (int k = 1; k < O; k++) largest = z[k] > largest ? z[k] : largest;
        for (int k = 0; k < O; k++) sum += z[k] = expf(z[k] - largest);
        for (int k = 0; k < O; k++) z[k] /= sum;
        z[labels[order[step]]] -= 1;

        for (int j = 0; j < H; j++) {
            float pulled = 0;
            for (int k = 0; k < O; k++) pulled += z[k] * V[j * O + k];
            dh[j] = h[j] > 0 ? pulled : 0;
        }

        for (int j = 0; j < H; j++)
            for (int k = 0; k < O; k++) V[j * O + k] -= rate * h[j] * z[k];
        for (int k = 0; k < O; k++) c[k] -= rate * z[k];
        for (int i = 0; i < I; i++)
            for (int j = 0; j < H; j++) W[i * H + j] -= rate * x[i] * dh[j];
        for (int j = 0; j < H; j++) b[j] -= rate * dh[j];
    }
}
