using AutoDiff;

namespace Digits;

/// <content>A training that is interrupted goes on from a file as if nothing had happened, to the last bit.</content>
internal sealed partial class Trainer
{
    private const string SettingsKey = "settings";

    /// <summary>Writes all that the steps to come depend on to a safetensors file.</summary>
    public void Save(string path)
    {
        TensorDictionary state = new()
        {
            { "model", Model.State() },
            { "optimizer", _optimizer.State() },
            { "random", _random.State() },
            { "step", Tensor.Scalar(_schedule.StepCount) },
            { "order", _order },
            { "loss_sum", Tensor.Scalar(_lossSum) },
        };
        state.Metadata[SettingsKey] = _settings.ToString();
        SafeTensors.Write(path, state);
    }

    /// <summary>Goes on from such a file.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint, or one of a training with other settings.</exception>
    public void Load(string path)
    {
        TensorDictionary state = SafeTensors.Read(path);
        if (!state.Metadata.TryGetValue(SettingsKey, out string? settings)) throw new InvalidDataException($"{path} is no checkpoint of this sample.");
        if (settings != _settings.ToString()) throw new InvalidDataException($"{path} is a checkpoint of another training. Go on with it by: {settings} --resume");
        Model.Load(state.Under("model"));
        _optimizer.Load(state.Under("optimizer"));
        _random.Load(state.Get<long>("random"));
        _schedule.StepCount = state.Get<long>("step").Item();
        _order = state.Get<long>("order");
        _lossSum = state.Get<double>("loss_sum").Item();
    }
}
