using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Which of a function's parameters refer to memory that the function may write, rows of a jagged array included. A parameter is written if a store
/// may reach it: in <c>var t = p ? x : y; t[0] = 1</c> both x and y are.
/// </summary>
internal static class WrittenParameters
{
    /// <summary>The ids of those parameters' values.</summary>
    public static ISet<int> Of(FunctionIr function)
    {
        MemoryRoots memory = MemoryRoots.Analyze(function);
        HashSet<int> written = [.. function.Parameters.Where(p => p.IsWritten).Select(p => p.Value.Id)];
        foreach (Statement statement in function.Body.Deep())
        {
            IEnumerable<Operand> targets = statement switch
            {
                Store s => [s.Array],
                Accumulate s => [s.Array],
                Clear s => [s.Array],
                Call s => s.Written,
                _ => [],
            };
            foreach (MemoryRoot root in targets.SelectMany(memory.Roots))
                if (Owner(root) is { } parameter) written.Add(parameter.Value.Id);
        }
        return written;
    }

    /// <summary>The function with what it may write entered in its signature, for members that are to agree on it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="all">True if all that can be written counts as written: what an override may do.</param>
    public static FunctionIr Declare(FunctionIr function, bool all = false)
    {
        ISet<int> written = Of(function);
        return function with { Parameters = [.. function.Parameters.Select(p => p with { IsWritten = written.Contains(p.Value.Id) || (all && p.Value.Type is (ArrayType or SpanType { IsReadOnly: false }) and { IsOfTensors: false }) })] };
    }

    /// <summary>The parameter that the memory is part of on entry; null if it is of none.</summary>
    public static Parameter? Owner(MemoryRoot root) => root switch
    {
        ParameterRoot r => r.Parameter,
        RowsRoot r => Owner(r.Owner),
        _ => null,
    };
}
