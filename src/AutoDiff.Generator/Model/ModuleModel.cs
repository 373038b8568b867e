namespace AutoDiff.Generator.Model;

/// <summary>A class that derives from <c>Module</c>, with what its own declaration adds.</summary>
/// <param name="Accessibility">Of the method that is overridden: in another assembly than the runtime's it is only protected.</param>
internal sealed record ModuleModel(string Namespace, EquatableArray<TypeModel> ContainingTypes, string Accessibility, EquatableArray<ModuleMember> Members);

/// <summary>A field or property that holds parameters or modules.</summary>
/// <param name="Kind">The visitor's method for it: <c>Parameter</c>, <c>Parameters</c>, <c>Module</c>, <c>Modules</c>, <c>Buffer</c>.</param>
/// <param name="Name">In the names of parameters: <c>encoder</c> for <c>Encoder</c> or <c>_encoder</c>.</param>
/// <param name="Access">The member in C#.</param>
internal sealed record ModuleMember(string Kind, string Name, string Access);
