using System.Globalization;
using CsCheck;
using Xunit;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// Random programs, compiled by the hundred. AUTODIFF_FUZZ in the environment says how many; AUTODIFF_SEED, which a failure prints, checks one again.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Default = 60, PerBatch = 60;

    private const string FirstSeed = "000000000001";

    [Fact]
    public void Random_programs_have_the_derivatives_that_differences_measure()
    {
        if (Environment.GetEnvironmentVariable("AUTODIFF_SEED") is { Length: > 0 } seed)
        {
            Check([FuzzProgram.Of(seed)]);
            return;
        }
        int count = int.TryParse(Environment.GetEnvironmentVariable("AUTODIFF_FUZZ"), CultureInfo.InvariantCulture, out int given) ? given : Default;
        PCG random = PCG.Parse(FirstSeed);
        (int invalid, int refused, int measured, int unmeasured) = (0, 0, 0, 0);
        for (int done = 0; done < count; done += PerBatch)
        {
            (int Invalid, int Refused, int Measured, int Unmeasured) batch = Check([.. Enumerable.Range(0, Math.Min(PerBatch, count - done)).Select(_ => FuzzProgram.Of(random))]);
            (invalid, refused, measured, unmeasured) = (invalid + batch.Invalid, refused + batch.Refused, measured + batch.Measured, unmeasured + batch.Unmeasured);
        }
        string summary = $"{count} programs, {invalid} not valid, {refused} refused; {measured} derivatives measured, {unmeasured} at kinks and jumps";
        output.WriteLine(summary);
        Assert.True(invalid + refused <= count / 10, summary);
        Assert.True(unmeasured <= measured / 50, summary);
    }

    private (int Invalid, int Refused, int Measured, int Unmeasured) Check(FuzzProgram[] programs)
    {
        FuzzBatch batch = new(programs);
        Finding?[] findings = [.. programs.Select((_, i) => batch.Check(i))];
        int[] failing = [.. Enumerable.Range(0, programs.Length).Where(i => findings[i] is { Kind: not (FuzzBatch.Invalid or FuzzBatch.Refused) })];
        if (failing is [var first, ..])
        {
            FuzzProgram reduced = FuzzReduction.Run(programs[first], findings[first]!.Kind);
            string all = string.Join("\n", failing.Select(i => $"seed {programs[i].Seed}: {findings[i]}"));
            Assert.Fail($"{all}\nthe first one, reduced:\n{reduced}\n{new FuzzBatch([reduced]).Check(0)}\nwhole:\n{programs[first]}");
        }
        foreach (Finding? finding in findings.Where(f => f?.Kind == FuzzBatch.Invalid).Take(2)) output.WriteLine(finding!.ToString());
        return (findings.Count(f => f?.Kind == FuzzBatch.Invalid), findings.Count(f => f?.Kind == FuzzBatch.Refused), batch.Measured, batch.Unmeasured);
    }
}
