sealed class Scale : Module
{
    public Parameter<float> Factor { get; } = new(1f);
}
