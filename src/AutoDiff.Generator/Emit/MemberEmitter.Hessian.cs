using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary><c>FHessian</c>: a column for each element of the argument, several of them in one call, forward over reverse.</summary>
internal sealed partial class MemberEmitter
{
    private string Hessian(MemberSignature signature)
    {
        ParameterModel parameter = GeneratedMembers.Differentiable(_method).Single();
        ParameterShape shape = ParameterShape.Of(parameter.Type);
        return Method(HessianDocumentation(signature, parameter, shape), signature,
            shape.IsScalar ? [$"return {HvpCall(Number(parameter.Type, 1))};"] : GeneratedMembers.LeavesOf(parameter).Count > 0 ? HessianOfLeaves(parameter) : HessianColumns(parameter, shape));
    }

    // A struct has few leaves: one call for each.
    private IEnumerable<string> HessianOfLeaves(ParameterModel parameter)
    {
        HashSet<string> taken = [.. _members.Hvp!.Parameters.Select(p => p.Name.TrimStart('@'))];
        string hessian = VjpNames.Unique("hessian", taken), column = VjpNames.Unique("column", taken), type = _types.Short(GeneratedMembers.ElementOf(parameter));
        IReadOnlyList<LeafModel> leaves = GeneratedMembers.LeavesOf(parameter);
        foreach (string check in NullChecks()) yield return check;
        yield return $"{type}[,] {hessian} = new {type}[{leaves.Count}, {leaves.Count}];";
        yield return $"{_types.Short(parameter.Type)} {column};";
        for (int j = 0; j < leaves.Count; j++)
        {
            string direction = string.Format(System.Globalization.CultureInfo.InvariantCulture, parameter.Struct!.Construction, [.. parameter.Struct.Leaves.Select(l => l == leaves[j] ? Number(l.Type, 1) : $"default({l.Type})")]);
            yield return $"{column} = {HvpCall(direction)};";
            for (int i = 0; i < leaves.Count; i++) yield return $"{hessian}[{i}, {j}] = {column}.{leaves[i].Path};";
        }
        yield return $"return {hessian};";
    }

    private IEnumerable<string> HessianColumns(ParameterModel parameter, ParameterShape shape)
    {
        HashSet<string> taken = [.. _members.WideHvp!.Parameters.Select(p => p.Name.TrimStart('@'))];
        string hessian = VjpNames.Unique("hessian", taken), column = VjpNames.Unique("j", taken), columns = VjpNames.Unique("columns", taken);
        foreach (string check in NullChecks()) yield return check;
        string count = CountOf(parameter.Name, shape);
        yield return $"{_types.Short(shape.Element)}[,] {hessian} = new {_types.Short(shape.Element)}[{count}, {count}];";
        foreach (string tangent in WideTangents) yield return $"{_types.Short(GeneratedMembers.GradientType(parameter))} {tangent} = {ZeroLike(parameter.Name, parameter, shape)};";
        foreach (string line in WideColumns(_members.WideHvp!, parameter, 0, hessian, column, columns)) yield return line;
        if (_method.Parameters.Any(IsWritten)) yield return PrimalCall();
        yield return $"return {hessian};";
    }

    private IEnumerable<string> HessianDocumentation(MemberSignature signature, ParameterModel parameter, ParameterShape shape)
    {
        yield return "<summary>";
        yield return shape.IsScalar ? $"The second derivative of {Primal}." : $"The Hessian of {Primal}: all its second derivatives.";
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        yield return shape.IsScalar
            ? $"<returns>The second derivative with respect to {Reference(parameter.Name)}.</returns>"
            : $"<returns>A row and a column for each element of {Reference(parameter.Name)}, in storage order.</returns>";
        if (HasArrays(signature)) yield return Null;
    }

    private string HvpCall(string direction) => $"{Qualified(_members.Hvp!.Name)}({string.Join(", ", _method.Parameters.Select(Unwritten).Append(direction))})";

    /// <summary>An argument for a call that is one of several: what the method writes is copied, so that it is written anew each time.</summary>
    private string Unwritten(ParameterModel parameter) => IsWritten(parameter) ? CopyOf(parameter.Name, ParameterShape.Of(parameter.Type)) : GeneratedMembers.Modifier(parameter.Passing) + parameter.Name;

    private string CopyOf(string name, ParameterShape shape) => shape.Kind == ShapeKind.Span ? $"{name}.ToArray()" : $"{_types.Jacobian}.Copy({name})";

    private string CountOf(ParameterModel parameter) => GeneratedMembers.LeavesOf(parameter) is { Count: > 0 } leaves
        ? leaves.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : CountOf(parameter.Name, ParameterShape.Of(parameter.Type));

    private string CountOf(string name, ParameterShape shape) => shape.IsScalar ? "1" : shape.IsJagged ? $"{_types.Jacobian}.Count({name})" : $"{name}.Length";

    private IEnumerable<string> SetElement(string name, ParameterShape shape, string index, int value) =>
        [shape.IsVector ? $"{name}[{index}] = {Number(shape.Element, value)};" : $"{_types.Jacobian}.SetElement<{_types.Short(shape.Element)}>({name}, {index}, {Number(shape.Element, value)});"];
}
