namespace AutoDiff;

/// <content>The operators of a tensor: those of <see cref="Tensor"/> are found for tensors only, not for what converts to one.</content>
public sealed partial class Parameter<T>
{
    /// <summary>The parameter's tensor.</summary>
    /// <param name="parameter">A parameter.</param>
    public static implicit operator Tensor<T>(Parameter<T> parameter) => parameter.Value;

    /// <summary>The value itself.</summary>
    /// <param name="x">A parameter.</param>
    /// <returns>A new tensor on the same memory.</returns>
    public static Tensor<T> operator +(Parameter<T> x) => Tensor.View(x.Value);

    /// <summary>The negative, element by element.</summary>
    /// <param name="x">A parameter.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator -(Parameter<T> x) => Tensor.Negate(x.Value);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator +(Parameter<T> left, Parameter<T> right) => Tensor.Add(left.Value, right.Value);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A tensor.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator +(Parameter<T> left, Tensor<T> right) => Tensor.Add(left.Value, right);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator +(Tensor<T> left, Parameter<T> right) => Tensor.Add(left, right.Value);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator +(Parameter<T> left, T right) => Tensor.Add(left.Value, right);

    /// <summary>The sum, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator +(T left, Parameter<T> right) => Tensor.Add(left, right.Value);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator -(Parameter<T> left, Parameter<T> right) => Tensor.Subtract(left.Value, right.Value);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A tensor.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator -(Parameter<T> left, Tensor<T> right) => Tensor.Subtract(left.Value, right);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator -(Tensor<T> left, Parameter<T> right) => Tensor.Subtract(left, right.Value);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator -(Parameter<T> left, T right) => Tensor.Subtract(left.Value, right);

    /// <summary>The difference, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator -(T left, Parameter<T> right) => Tensor.Subtract(left, right.Value);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator *(Parameter<T> left, Parameter<T> right) => Tensor.Multiply(left.Value, right.Value);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A tensor.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator *(Parameter<T> left, Tensor<T> right) => Tensor.Multiply(left.Value, right);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator *(Tensor<T> left, Parameter<T> right) => Tensor.Multiply(left, right.Value);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator *(Parameter<T> left, T right) => Tensor.Multiply(left.Value, right);

    /// <summary>The product, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator *(T left, Parameter<T> right) => Tensor.Multiply(left, right.Value);

    /// <summary>The quotient, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">Another.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator /(Parameter<T> left, Parameter<T> right) => Tensor.Divide(left.Value, right.Value);

    /// <summary>The quotient, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A tensor.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator /(Parameter<T> left, Tensor<T> right) => Tensor.Divide(left.Value, right);

    /// <summary>The quotient, element by element.</summary>
    /// <param name="left">A tensor.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<T> operator /(Tensor<T> left, Parameter<T> right) => Tensor.Divide(left, right.Value);

    /// <summary>The quotient, element by element.</summary>
    /// <param name="left">A parameter.</param>
    /// <param name="right">A number.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator /(Parameter<T> left, T right) => Tensor.Divide(left.Value, right);

    /// <summary>The quotient, element by element.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A parameter.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> operator /(T left, Parameter<T> right) => Tensor.Divide(left, right.Value);
}
