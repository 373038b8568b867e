namespace AutoDiff.Runtime.Tests;

internal sealed class Linear(int outputs, int inputs) : Module
{
    public Parameter<float> Weight { get; } = new(Tensor.Uniform<float>([outputs, inputs]));

    public Parameter<float> Bias { get; } = new(Tensor.Zeros<float>(outputs));

    protected override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Parameter("weight", Weight);
        visitor.Parameter("bias", Bias);
    }
}

internal sealed class Normalization(int length) : Module
{
    public Parameter<double> Scale { get; } = new(Tensor.Ones<double>(length));

    public Tensor<double> Mean { get; } = Tensor.Zeros<double>(length);

    public Tensor<long> Count { get; } = 0L;

    protected override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Parameter("scale", Scale);
        visitor.Buffer("mean", Mean);
        visitor.Buffer("count", Count);
    }
}

/// <summary>Nested modules, lists, an absent one, and one that is held twice.</summary>
internal sealed class Network : Module
{
    public Linear Encoder { get; } = new(3, 2);

    public Module[] Layers { get; } = [new Linear(3, 3), new Normalization(3)];

    public Parameter<float>[] Gains { get; } = [new(1f), new(2f)];

    public Linear? Head { get; init; }

    public Linear? Tied { get; init; }

    protected override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Module("encoder", Encoder);
        visitor.Modules("layers", Layers);
        visitor.Parameters("gains", Gains);
        visitor.Module("head", Head);
        visitor.Module("tied", Tied);
    }
}

internal sealed class Ring : Module
{
    public Module? Next { get; set; }

    protected override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Module("next", Next);
    }
}
