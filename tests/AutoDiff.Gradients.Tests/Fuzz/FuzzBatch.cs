using AutoDiff.Testing;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>What a check of a program found: what kind of thing is wrong, and what.</summary>
internal sealed record Finding(string Kind, string Text)
{
    public override string ToString() => $"{Kind}: {Text}";
}

/// <summary>
/// Programs compiled together, under every combination of the generator's options, and checked: the value and the arguments afterwards are those of the
/// plain method, bit for bit; reverse and forward mode give the same products, which are those that finite differences measure; so do all combinations; second derivatives are the
/// differences of first ones.
/// </summary>
internal sealed class FuzzBatch : IDisposable
{
    private readonly IReadOnlyList<FuzzProgram> _programs;
    private readonly FuzzCompilation _compilation;
    private int _measured, _unmeasured;

    public FuzzBatch(IReadOnlyList<FuzzProgram> programs)
    {
        _programs = programs;
        _compilation = new(programs);
    }

    /// <summary>How many derivatives in directions were compared with finite differences.</summary>
    public int Measured => _measured;

    /// <summary>How many of them could not be measured, at kinks and jumps.</summary>
    public int Unmeasured => _unmeasured;

    public void Dispose() => _compilation.Dispose();

    /// <summary>What is wrong with each program, by its number.</summary>
    public IEnumerable<(int Program, Finding Finding)> Findings() =>
        Enumerable.Range(0, _programs.Count).AsParallel().AsOrdered().Select(i => (i, Check(i))).Where(f => f.Item2 is not null).Select(f => (f.i, f.Item2!));

    private Finding? Check(int program)
    {
        if (_compilation.Finding(program) is { } finding) return finding;
        FuzzDriver driver = _compilation.Driver(program);
        for (int point = 0; point < _programs[program].Shape.Points.Count; point++)
        {
            for (int c = 0; c < Combination.All.Length; c++)
            {
                try
                {
                    FuzzCheck check = new(driver, _programs[program].Shape, point, c);
                    if (check.Run() is { } wrong) return new(wrong.Kind, $"point {point}, {Combination.All[c].Name}: {wrong.Text}");
                    Interlocked.Add(ref _measured, check.Measured);
                    Interlocked.Add(ref _unmeasured, check.Unmeasured);
                }
                catch (Exception exception)
                {
                    return new(exception.GetType().Name, $"point {point}, {Combination.All[c].Name}: {exception.Message}\n{exception.StackTrace}");
                }
            }
        }
        return null;
    }
}
