using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>
/// Arrays that a function stores in an argument: <c>rows[i] = new double[n]</c>. The argument's sink holds the cotangents of the arrays that are there when the function
/// returns, and must hold those of the arrays that were there before: one array of arrays cannot do both where they are different ones.
/// </summary>
internal static class StoredRows
{
    /// <summary>Throws if there is such a store; writing the elements of the argument's own arrays is none.</summary>
    public static void Refuse(FunctionIr function)
    {
        Store[] stores = [.. function.Body.Deep().OfType<Store>().Where(s => s.Stored.Type is { IsMemory: true, CarriesFloat: true })];
        if (stores.Length == 0) return;
        MemoryRoots memory = MemoryRoots.Analyze(function);
        foreach (Store store in stores)
        {
            if (memory.Roots(store.Array).Select(WrittenParameters.Owner).FirstOrDefault(p => p is { Role: ParameterRole.Differentiable }) is { } parameter)
                throw new UnsupportedDerivativeException($"it stores an array in its argument '{parameter.Value.Name}'; copy the elements instead, or work on a copy of the argument");
        }
    }
}
