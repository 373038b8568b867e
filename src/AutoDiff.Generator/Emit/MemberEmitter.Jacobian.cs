using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// <c>FJacobian</c>: by rows, one reverse sweep for each element of the result (they share the forward sweep where its residuals survive that, else <c>FVjp</c> is called), or by columns, several of them in one call in forward mode. With both modes at hand the
/// numbers of rows and columns decide, once they are known.
/// </summary>
internal sealed partial class MemberEmitter
{
    // A call for a row costs about as much as a call for so many columns.
    private const int ColumnsPerRow = 3;

    private EquatableArray<string> WideTangents => TangentNames.For(_method, GeneratedMembers.Width);

    private string Jacobian(MemberSignature signature)
    {
        HashSet<string> taken = [.. _members.All.SelectMany(m => m.Parameters).Select(p => p.Name.TrimStart('@'))];
        JacobianNames names = new(
            VjpNames.Unique("value", taken), VjpNames.Unique("rows", taken), VjpNames.Unique("columns", taken), VjpNames.Unique("i", taken), VjpNames.Unique("j", taken),
            _names.Cotangent ?? VjpNames.Unique("cotangent", taken),
            VjpNames.Unique("residuals", taken),
            [.. GeneratedMembers.Differentiable(_method).Select(p => VjpNames.Unique(p.PlainName + "Jacobian", taken))]);
        return Method(JacobianDocumentation(signature), signature, JacobianBody(names));
    }

    private sealed record JacobianNames(string Value, string Rows, string Columns, string Row, string Column, string Cotangent, string Residuals, string[] Matrices);

    private IEnumerable<string> JacobianBody(JacobianNames names)
    {
        ParameterShape result = ParameterShape.Of(_method.ReturnType);
        ParameterModel[] parameters = [.. GeneratedMembers.Differentiable(_method)];
        foreach (string check in NullChecks()) yield return check;
        bool hasRows = GeneratedMembers.HasRows(_method), hasColumns = GeneratedMembers.HasColumns(_method);
        yield return $"{_types.Short(_method.ReturnType)} {names.Value} = {(hasRows && !hasColumns ? ForwardSweep(names) : null) ?? $"{Qualified(_method.Name)}({string.Join(", ", _method.Parameters.Select(Unwritten))})"};";
        yield return $"int {names.Rows} = {CountOf(names.Value, result)};";
        for (int k = 0; k < parameters.Length; k++)
        {
            string element = _types.Short(GeneratedMembers.ElementOf(parameters[k]));
            yield return $"{element}[,] {names.Matrices[k]} = new {element}[{names.Rows}, {CountOf(parameters[k])}];";
        }
        if (hasRows && hasColumns)
        {
            yield return $"if ({string.Join(" + ", parameters.Select(CountOf))} <= {ColumnsPerRow} * {names.Rows})";
            foreach (string line in Block(JacobianColumns(names, parameters))) yield return line;
            yield return "else";
            foreach (string line in Block([.. ForwardSweep(names) is { } sweep ? (string[])[$"{sweep};"] : [], .. JacobianRows(names, parameters, result)])) yield return line;
        }
        else
        {
            foreach (string line in hasRows ? JacobianRows(names, parameters, result) : JacobianColumns(names, parameters)) yield return line;
        }
        // The copies have been written; the arguments end up as after the primal.
        if (_method.Parameters.Any(IsWritten)) yield return PrimalCall();
        yield return $"return {(names.Matrices.Length == 1 ? names.Matrices[0] : $"({string.Join(", ", names.Matrices)})")};";
    }

    private ContractMembers? Halves => _contracts.FirstOrDefault(c => c.Class is null && c.Halves is { IsRepeatable: true } && c.Written.Count == 0);

    /// <summary>The call of <c>FPrimal</c>; null if each row has a forward sweep of its own.</summary>
    private string? ForwardSweep(JacobianNames names) => Halves is { Names: { } halves }
        ? $"{Qualified(halves.Primal)}({string.Join(", ", _method.Parameters.Select(Unwritten))}, out {ResidualsTypeOf(halves)} {names.Residuals})"
        : null;

    private IEnumerable<string> JacobianRows(JacobianNames names, ParameterModel[] parameters, ParameterShape result)
    {
        string type = _types.Short(result.IsVector ? result.Element + "[]" : _method.ReturnType);
        yield return $"{type} {names.Cotangent} = {(result.IsVector ? $"new {_types.Short(result.Element)}[{names.Rows}]" : $"{_types.Zeros}.Like({names.Value})")};";
        yield return $"for (int {names.Row} = 0; {names.Row} < {names.Rows}; {names.Row}++)";
        List<string> body = [], after = [];
        List<string> arguments = [.. Halves is null ? _method.Parameters.Select(Unwritten) : [names.Residuals], names.Cotangent];
        for (int k = 0; k < parameters.Length; k++)
        {
            ParameterShape shape = ParameterShape.Of(parameters[k].Type);
            if (shape.IsScalar) arguments.Add($"ref {names.Matrices[k]}[{names.Row}, 0]");
            else if (GeneratedMembers.LeavesOf(parameters[k]) is { Count: > 0 } leaves)
            {
                arguments.Add($"ref {_names.Sinks[k]}");
                body.Add($"{_types.Short(parameters[k].Type)} {_names.Sinks[k]} = default;");
                after.AddRange(leaves.Select((leaf, column) => $"{names.Matrices[k]}[{names.Row}, {column}] = {_names.Sinks[k]}.{leaf.Path};"));
            }
            else if (shape.IsVector) arguments.Add($"{_types.Jacobian}.Row({names.Matrices[k]}, {names.Row})");
            else
            {
                arguments.Add(_names.Sinks[k]);
                body.Add($"{_types.Short(parameters[k].Type)} {_names.Sinks[k]} = {ZeroLike(parameters[k].Name, parameters[k], shape)};");
                after.Add($"{_types.Jacobian}.SetRow({names.Matrices[k]}, {names.Row}, {_names.Sinks[k]});");
            }
        }
        body.AddRange(SetElement(names.Cotangent, result, names.Row, 1));
        body.Add($"{Qualified(Halves?.Names!.Pullback ?? _members.Vjp!.Name)}({string.Join(", ", arguments)});");
        body.AddRange(SetElement(names.Cotangent, result, names.Row, 0));
        foreach (string line in Block(body.Concat(after))) yield return line;
    }

    // The scalars share calls; an array has calls of its own.
    private IEnumerable<string> JacobianColumns(JacobianNames names, ParameterModel[] parameters)
    {
        for (int k = 0; k < parameters.Length; k++)
        {
            ParameterShape shape = ParameterShape.Of(parameters[k].Type);
            if (shape.IsScalar) continue;
            foreach (string tangent in WideTangentsOf(k)) yield return $"{_types.Short(GeneratedMembers.GradientType(parameters[k]))} {tangent} = {ZeroLike(parameters[k].Name, parameters[k], shape)};";
        }
        int[] scalars = [.. Enumerable.Range(0, parameters.Length).Where(k => ParameterShape.Of(parameters[k].Type).IsScalar)];
        for (int from = 0; from < scalars.Length; from += GeneratedMembers.Width)
        {
            int[] group = [.. scalars.Skip(from).Take(GeneratedMembers.Width)];
            List<string> body = [$"var {names.Columns} = {WideCall(_members.WideJvp!, (k, w) => w < group.Length && group[w] == k ? 1 : 0)};"];
            body.AddRange(group.Select((k, w) => $"{_types.Jacobian}.SetColumn({names.Matrices[k]}, 0, {names.Columns}.Tangent{w});"));
            foreach (string line in Block(body)) yield return line;
        }
        for (int k = 0; k < parameters.Length; k++)
            if (!scalars.Contains(k))
                foreach (string line in WideColumns(_members.WideJvp!, parameters[k], k, names.Matrices[k], names.Column, names.Columns)) yield return line;
    }

    /// <summary>The columns that belong to an array: so many directions at once, each with 1 at one element.</summary>
    private IEnumerable<string> WideColumns(MemberSignature member, ParameterModel parameter, int k, string matrix, string column, string columns)
    {
        string seeds = string.Join(", ", WideTangentsOf(k)), element = _types.Short(ParameterShape.Of(parameter.Type).Element);
        bool isTensor = ParameterShape.Of(parameter.Type).IsTensor;
        string seed = $"{_types.Jacobian}.{(isTensor ? "SeedTensors" : "Seed")}<{element}>";
        yield return $"for (int {column} = 0; {column} < {CountOf(parameter.Name, ParameterShape.Of(parameter.Type))}; {column} += {GeneratedMembers.Width})";
        List<string> body =
        [
            $"{seed}({column}, {Number(element, 1)}, {seeds});",
            $"var {columns} = {WideCall(member, (_, _) => 0)};",
            $"{seed}({column}, {Number(element, 0)}, {seeds});",
            .. Enumerable.Range(0, GeneratedMembers.Width).Select(w => $"{_types.Jacobian}.SetColumn({matrix}, {(w == 0 ? column : $"{column} + {w}")}, {columns}.Tangent{w}{(isTensor ? ".ToArray()" : "")});"),
        ];
        foreach (string line in Block(body)) yield return line;
    }

    private string WideCall(MemberSignature member, Func<int, int, int> scalar)
    {
        List<string> arguments = [.. _method.Parameters.Select(Unwritten)];
        ParameterModel[] parameters = [.. GeneratedMembers.Differentiable(_method)];
        for (int k = 0; k < parameters.Length; k++)
        {
            ParameterShape shape = ParameterShape.Of(parameters[k].Type);
            string[] tangents = WideTangentsOf(k);
            for (int w = 0; w < tangents.Length; w++) arguments.Add(shape.IsScalar ? Number(parameters[k].Type, scalar(k, w)) : IsWritten(parameters[k]) ? CopyOf(tangents[w], GradientShape(parameters[k])) : tangents[w]);
        }
        return $"{Qualified(member.Name)}({string.Join(", ", arguments)})";
    }

    private static ParameterShape GradientShape(ParameterModel parameter) => ParameterShape.Of(GeneratedMembers.GradientType(parameter));

    private string[] WideTangentsOf(int k) => [.. WideTangents.Skip(k * GeneratedMembers.Width).Take(GeneratedMembers.Width)];

    private string PrimalCall() => $"{Qualified(_method.Name)}({string.Join(", ", _method.Parameters.Select(p => GeneratedMembers.Modifier(p.Passing) + p.Name))});";

    private static IEnumerable<string> Block(IEnumerable<string> lines) => ["{", .. lines.Select(line => "    " + line), "}"];

    private IEnumerable<string> JacobianDocumentation(MemberSignature signature)
    {
        yield return "<summary>";
        yield return $"The Jacobian of {Primal}: the derivative of each element of its result with respect to each element of its argument{(_tangents.Count == 1 ? "" : "s")}.";
        yield return "</summary>";
        foreach (string line in ArgumentDocumentation()) yield return line;
        string one = $"A row for each element of the result, a column for each element of {Reference(GeneratedMembers.Differentiable(_method).First().Name)}, in storage order.";
        yield return _tangents.Count == 1
            ? $"<returns>{one}</returns>"
            : "<returns>For each differentiable argument a matrix with a row for each element of the result and a column for each element of the argument, in storage order.</returns>";
        if (HasArrays(signature)) yield return Null;
    }

    private IEnumerable<string> WideDocumentation(string what) =>
        ["<summary>", $"For {GeneratedMembers.Width} directions at once, the {what}: some columns of all first or second derivatives of {Primal}.", "</summary>"];
}
