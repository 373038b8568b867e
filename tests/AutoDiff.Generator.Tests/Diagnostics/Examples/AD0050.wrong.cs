sealed class Scale : Module // AD0050
{
    public Parameter<float> Factor { get; } = new(1f);
}
