namespace Cases.Models;

public static partial class Viterbi
{
    [Differentiable]
    public static double BestPath(double[,] emission, double[,] transition)
    {
        int states = transition.GetLength(0);
        double[] score = new double[states];
        for (int t = 0; t < emission.GetLength(0); t++)
        {
            double[] next = new double[states];
            for (int j = 0; j < states; j++)
            {
                double best = double.NegativeInfinity;
                for (int i = 0; i < states; i++) best = Math.Max(best, score[i] + transition[i, j]);
                next[j] = best + emission[t, j] * emission[t, j];
            }
            score = next;
        }
        double result = score[0];
        for (int i = 1; i < states; i++) result = Math.Max(result, score[i]);
        return result;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5, 1.5 }, { -0.75, 0.25 }, { 1, 0.3 } }, new[,] { { 0.1, -0.4 }, { 0.35, 0.2 } }]];
}
