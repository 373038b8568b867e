using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>A step of training allocates nothing once it is warm, whatever layers the model has.</summary>
public sealed class AllocationTests
{
    [Theory]
    [MemberData(nameof(LayerTests.Layers), MemberType = typeof(LayerTests))]
    public void LayersAllocateNothing(string name, Layer<double> layer, Tensor<double> input)
    {
        Tensor<double> dInput = Tensor.ZerosLike(input);
        AllocatesNothing(name, layer, () => Energies.OfLayerVjp(layer, input, 1, dInput));
        AllocatesNothing(name, layer, () => Energies.OfLayerBackward(layer, input));
    }

    [Theory]
    [MemberData(nameof(LayerTests.Cells), MemberType = typeof(LayerTests))]
    public void CellsAllocateNothing(RecurrentCell<double> cell, int states)
    {
        Tensor<double> x = Tensor.Ones<double>([2, 3]), state = Tensor.Ones<double>([2, 4]), dX = Tensor.ZerosLike(x), dState = Tensor.ZerosLike(state);
        (Tensor<double> H, Tensor<double> C) dBoth = (dState, Tensor.ZerosLike(state));
        AllocatesNothing($"{cell.GetType().Name} with {states} tensors as state", cell, () => _ = cell switch
        {
            RnnCell<double> rnn => Energies.OfRnnVjp(rnn, x, state, 1, dX, dState),
            GruCell<double> gru => Energies.OfGruVjp(gru, x, state, 1, dX, dState),
            _ => Energies.OfLstmVjp((LstmCell<double>)cell, x, (state, state), 1, dX, ref dBoth),
        });
        // The cotangents of the arguments are not asked for.
        AllocatesNothing($"{cell.GetType().Name} alone", cell, () => _ = cell switch
        {
            RnnCell<double> rnn => Energies.OfRnnBackward(rnn, x, state),
            GruCell<double> gru => Energies.OfGruBackward(gru, x, state),
            _ => Energies.OfLstmBackward((LstmCell<double>)cell, x, (state, state)),
        });
    }

    [Fact]
    public void AttentionAllocatesNothing()
    {
        MultiHeadAttention<double> layer = new(4, 2, new(1));
        Tensor<double> x = Tensor.Ones<double>([2, 3, 4]), dX = Tensor.ZerosLike(x);
        AllocatesNothing("attention", layer, () => Energies.OfAttentionVjp(layer, x, 1, dX));
        AllocatesNothing("attention", layer, () => Energies.OfAttentionBackward(layer, x));
    }

    [Fact]
    public void EmbeddingsAndClassesAllocateNothing()
    {
        Embedding<double> table = new(5, 3, new(1));
        Tensor<long> words = (long[])[1, 3, 1, 0], classes = (long[])[0, 1, 2, 2];
        AllocatesNothing("embedding", table, () => Energies.OfWordsVjp(table, words, classes, 1));
    }

    private static void AllocatesNothing(string name, Module model, Action derivative)
    {
        Optimizer? optimizer = model.Parameters() is { Count: > 0 } parameters ? new Adam(parameters) : null;
        for (int i = 0; i < 3; i++) Step();
        // A garbage collection may have emptied the pools, so the least of several counts is what the code itself allocates.
        long bytes = Enumerable.Range(0, 3).Min(_ => Bytes());
        Assert.True(bytes == 0, $"Four steps of {name} allocate {bytes} bytes.");

        void Step()
        {
            model.ZeroGradients();
            derivative();
            optimizer?.Step();
        }

        long Bytes()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 4; i++) Step();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}

/// <summary>Numbers to differentiate: half the sum of the squares of what a layer makes.</summary>
internal static partial class Energies
{
    [Differentiable]
    public static double OfLayer(Layer<double> layer, Tensor<double> x) => Of(layer.Forward(x));

    [Differentiable]
    public static double OfRnn(RnnCell<double> cell, Tensor<double> x, Tensor<double> state) => Of(cell.Forward(x, state));

    [Differentiable]
    public static double OfGru(GruCell<double> cell, Tensor<double> x, Tensor<double> state) => Of(cell.Forward(x, state));

    [Differentiable]
    public static double OfLstm(LstmCell<double> cell, Tensor<double> x, (Tensor<double> H, Tensor<double> C) state)
    {
        (Tensor<double> h, Tensor<double> c) = cell.Forward(x, cell.Forward(x, state));
        return Of(h) + Of(c);
    }

    [Differentiable]
    public static double OfAttention(MultiHeadAttention<double> layer, Tensor<double> x) => Of(layer.Forward(x, x, x));

    [Differentiable]
    public static double OfWords(Embedding<double> table, Tensor<long> words, Tensor<long> classes) => Losses.CrossEntropy(table.Forward(words), classes);

    private static double Of(Tensor<double> y) => 0.5 * Tensor.Sum(Tensor.Square(y)).Item();
}
