namespace AutoDiff.Benchmarks;

/// <summary>
/// ADBench's long short-term memory, as plain C#: layers of units whose gates see one number each, which predict the next character of a text, given as bits.
/// A layer has 4 weights and 4 biases for each bit; what stands before and after the layers is scaled by 2 weights and a bias for each bit.
/// </summary>
public static partial class LongShortTermMemory
{
    /// <summary>Minus the mean log-likelihood of each character's bits after the characters before it.</summary>
    [Differentiable]
    public static double Objective(int layers, int bits, double[] parameters, double[] extra, [NoGradient] double[] state, [NoGradient] double[] text)
    {
        // Of each layer the hidden values, then the cells.
        double[] memory = new double[state.Length], input = new double[bits], prediction = new double[bits];
        for (int i = 0; i < state.Length; i++) memory[i] = state[i];

        double total = 0;
        int characters = text.Length / bits;
        for (int c = 0; c + 1 < characters; c++)
        {
            for (int i = 0; i < bits; i++) input[i] = text[c * bits + i] * extra[i];
            for (int layer = 0; layer < layers; layer++)
            {
                int hidden = 2 * layer * bits, cell = hidden + bits, weight = 8 * layer * bits, bias = weight + 4 * bits;
                for (int i = 0; i < bits; i++)
                {
                    double forget = Sigmoid(input[i] * parameters[weight + i] + parameters[bias + i]);
                    double admit = Sigmoid(memory[hidden + i] * parameters[weight + bits + i] + parameters[bias + bits + i]);
                    double emit = Sigmoid(input[i] * parameters[weight + 2 * bits + i] + parameters[bias + 2 * bits + i]);
                    double change = Math.Tanh(memory[hidden + i] * parameters[weight + 3 * bits + i] + parameters[bias + 3 * bits + i]);
                    memory[cell + i] = memory[cell + i] * forget + admit * change;
                    memory[hidden + i] = emit * Math.Tanh(memory[cell + i]);
                    input[i] = memory[hidden + i];
                }
            }

            double exponentials = 2;
            for (int i = 0; i < bits; i++)
            {
                prediction[i] = input[i] * extra[bits + i] + extra[2 * bits + i];
                exponentials += Math.Exp(prediction[i]);
            }
            double logarithm = Math.Log(exponentials);
            for (int i = 0; i < bits; i++) total += text[(c + 1) * bits + i] * (prediction[i] - logarithm);
        }
        return -total / ((characters - 1) * bits);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
