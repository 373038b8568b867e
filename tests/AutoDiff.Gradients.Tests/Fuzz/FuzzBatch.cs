using System.Collections.Immutable;
using AutoDiff.Testing;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>What a check of a program found: what kind of thing is wrong, and what.</summary>
internal sealed record Finding(string Kind, string Text, Combination? Combination = null)
{
    /// <summary>True if it is of the same kind, with the same error.</summary>
    public bool IsLike(Finding other) => Kind == other.Kind && (Kind is not (FuzzCompilation.NotCompiled or FuzzCompilation.Refused or FuzzCompilation.Failed) || Start == other.Start);

    // The number of a diagnostic, the message of an exception.
    private string Start => Text[..Math.Min(Text.Length, Kind == FuzzCompilation.Failed ? 120 : 7)];

    public override string ToString() => $"{Kind}: {Text}";
}

/// <summary>
/// Programs compiled together, under every combination of the generator's options, and checked: the value and the arguments afterwards are those of the
/// plain method, bit for bit but where lanes add in another order; reverse and forward mode give the same products, which are those that finite differences measure; so do all combinations; second derivatives are the
/// differences of first ones.
/// </summary>
internal sealed class FuzzBatch : IDisposable
{
    private readonly IReadOnlyList<FuzzProgram> _programs;
    private readonly FuzzCompilation _compilation;
    private readonly ImmutableArray<Combination> _combinations;
    private int _measured, _unmeasured;

    /// <param name="programs">The programs.</param>
    /// <param name="only">One combination of options for all; by default each is checked.</param>
    public FuzzBatch(IReadOnlyList<FuzzProgram> programs, Combination? only = null)
    {
        (_programs, _combinations) = (programs, only is null ? Combination.All : [.. new[] { Combination.All[0], only }.Distinct()]);
        _compilation = new(programs, _combinations);
    }

    /// <summary>How many derivatives in directions were compared with finite differences.</summary>
    public int Measured => _measured;

    /// <summary>How many of them could not be measured, at kinks and jumps.</summary>
    public int Unmeasured => _unmeasured;

    public void Dispose() => _compilation.Dispose();

    /// <summary>What is wrong with each program, by its number.</summary>
    public IEnumerable<(int Program, Finding Finding)> Findings() =>
        Enumerable.Range(0, _programs.Count).AsParallel().AsOrdered().Select(i => (i, Check(i))).Where(f => f.Item2 is not null).Select(f => (f.i, f.Item2!));

    private bool IsExact(int combination) => _combinations[combination].Lanes == "false";

    /// <summary>Near a kink differences may seem to converge to what is no derivative: then they do not everywhere around.</summary>
    private bool IsSo(Finding wrong, FuzzDriver driver, FuzzShape shape, int point, int combination) =>
        wrong.Kind is not (FuzzCheck.Derivative or FuzzCheck.Hessian) || new[] { 1e-2, 2e-2, -1e-2 }.All(shift => new FuzzCheck(driver, shape, point, combination, IsExact(combination), shift).Run()?.Kind == wrong.Kind);

    /// <summary>Whether the generator fails or refuses, which it takes no compilation to know.</summary>
    public IEnumerable<(int Program, Finding Finding)> EarlyFindings() =>
        Enumerable.Range(0, _programs.Count).Where(i => _compilation.Finding(i) is not null && _compilation.IsValid(i)).Select(i => (i, _compilation.Finding(i)!));

    private Finding? Check(int program)
    {
        if (_compilation.Driver(program) is not { } driver) return _compilation.Finding(program);
        for (int point = 0; point < _programs[program].Shape.Points.Count; point++)
        {
            for (int c = 0; c < _combinations.Length; c++)
            {
                try
                {
                    FuzzCheck check = new(driver, _programs[program].Shape, point, c, IsExact(c));
                    if (check.Run() is { } wrong && IsSo(wrong, driver, _programs[program].Shape, point, c)) return new(wrong.Kind, $"point {point}, {_combinations[c].Name}: {wrong.Text}", _combinations[c]);
                    Interlocked.Add(ref _measured, check.Measured);
                    Interlocked.Add(ref _unmeasured, check.Unmeasured);
                }
                catch (Exception exception)
                {
                    return new(exception.GetType().Name, $"point {point}, {_combinations[c].Name}: {exception.Message}\n{exception.StackTrace}", _combinations[c]);
                }
            }
        }
        return null;
    }
}
