using System.Globalization;
using CsCheck;
using Xunit;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// Random programs, compiled by the hundred. AUTODIFF_FUZZ in the environment says how many; AUTODIFF_SEED, which a failure prints, checks that one again, or with AUTODIFF_FUZZ
/// those that follow it.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Default = 200, PerBatch = 100;

    private const string FirstSeed = "000000000001";

    [Fact]
    public void Random_programs_have_the_derivatives_that_differences_measure()
    {
        string? seed = Environment.GetEnvironmentVariable("AUTODIFF_SEED") is { Length: > 0 } some ? some : null;
        int count = int.TryParse(Environment.GetEnvironmentVariable("AUTODIFF_FUZZ"), CultureInfo.InvariantCulture, out int given) ? given : seed is null ? Default : 1;
        PCG random = PCG.Parse(seed ?? FirstSeed);
        (int measured, int unmeasured) = (0, 0);
        List<(FuzzProgram Program, Finding Finding)> findings = [];
        for (int done = 0; done < count; done += PerBatch)
        {
            FuzzProgram[] programs = [.. Enumerable.Range(0, Math.Min(PerBatch, count - done)).Select(_ => FuzzProgram.Of(random))];
            using FuzzBatch batch = new(programs);
            foreach ((int program, Finding finding) in batch.Findings())
            {
                findings.Add((programs[program], finding));
                output.WriteLine($"seed {programs[program].Seed}: {finding}");
            }
            if (count > Default) output.WriteLine($"{done + programs.Length} programs, {findings.Count} with findings");
            (measured, unmeasured) = (measured + batch.Measured, unmeasured + batch.Unmeasured);
        }
        output.WriteLine($"{count} programs; {measured} derivatives measured, {unmeasured} at kinks and jumps");
        if (findings.Count > 0)
        {
            FuzzProgram reduced = FuzzReduction.Run(findings[0].Program, findings[0].Finding);
            using FuzzBatch batch = new([reduced]);
            Assert.Fail($"{findings.Count} programs of {count}, AUTODIFF_SEED={findings[0].Program.Seed}: {findings[0].Finding}\nreduced:\n{reduced}\n{batch.Findings().FirstOrDefault().Finding}\nwhole:\n{findings[0].Program}");
        }
        Assert.True(unmeasured <= measured / 20, $"{unmeasured} of {measured} derivatives cannot be measured");
    }
}
