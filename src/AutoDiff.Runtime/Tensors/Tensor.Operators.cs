using System.Numerics;

namespace AutoDiff;

public static partial class Tensor
{
    extension<T>(Tensor<T>)
        where T : unmanaged, INumberBase<T>
    {
        /// <summary>The sum, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => Add(left, right);

        /// <summary>The sum, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator +(Tensor<T> left, T right) => Add(left, right);

        /// <summary>The sum, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator +(T left, Tensor<T> right) => Add(left, right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(Tensor<T> left, Tensor<T> right) => Subtract(left, right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(Tensor<T> left, T right) => Subtract(left, right);

        /// <summary>The difference, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(T left, Tensor<T> right) => Subtract(left, right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator *(Tensor<T> left, Tensor<T> right) => Multiply(left, right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator *(Tensor<T> left, T right) => Multiply(left, right);

        /// <summary>The product, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator *(T left, Tensor<T> right) => Multiply(left, right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator /(Tensor<T> left, Tensor<T> right) => Divide(left, right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator /(Tensor<T> left, T right) => Divide(left, right);

        /// <summary>The quotient, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator /(T left, Tensor<T> right) => Divide(left, right);

        /// <summary>The negative, element by element.</summary>
        /// <param name="x">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator -(Tensor<T> x) => Negate(x);
    }

    extension<T>(Tensor<T>)
        where T : unmanaged, INumber<T>
    {
        /// <summary>The remainder, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator %(Tensor<T> left, Tensor<T> right) => Remainder(left, right);

        /// <summary>The remainder, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator %(Tensor<T> left, T right) => Remainder(left, right);

        /// <summary>The remainder, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator %(T left, Tensor<T> right) => Remainder(left, right);
    }

    extension<T>(Tensor<T>)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        /// <summary>Whether one is less than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator <(Tensor<T> left, Tensor<T> right) => Less(left, right);

        /// <summary>Whether one is less than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator <(Tensor<T> left, T right) => Less(left, right);

        /// <summary>Whether one is less than the other, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator <(T left, Tensor<T> right) => Less(left, right);

        /// <summary>Whether one is more than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator >(Tensor<T> left, Tensor<T> right) => Greater(left, right);

        /// <summary>Whether one is more than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator >(Tensor<T> left, T right) => Greater(left, right);

        /// <summary>Whether one is more than the other, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator >(T left, Tensor<T> right) => Greater(left, right);

        /// <summary>Whether one is not more than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator <=(Tensor<T> left, Tensor<T> right) => LessOrEqual(left, right);

        /// <summary>Whether one is not more than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator <=(Tensor<T> left, T right) => LessOrEqual(left, right);

        /// <summary>Whether one is not more than the other, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator <=(T left, Tensor<T> right) => LessOrEqual(left, right);

        /// <summary>Whether one is not less than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator >=(Tensor<T> left, Tensor<T> right) => GreaterOrEqual(left, right);

        /// <summary>Whether one is not less than the other, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator >=(Tensor<T> left, T right) => GreaterOrEqual(left, right);

        /// <summary>Whether one is not less than the other, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator >=(T left, Tensor<T> right) => GreaterOrEqual(left, right);
    }

    extension<T>(Tensor<T>)
        where T : unmanaged, IBinaryInteger<T>
    {
        /// <summary>The conjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator &(Tensor<T> left, Tensor<T> right) => And(left, right);

        /// <summary>The conjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator &(Tensor<T> left, T right) => And(left, right);

        /// <summary>The conjunction, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator &(T left, Tensor<T> right) => And(left, right);

        /// <summary>The disjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator |(Tensor<T> left, Tensor<T> right) => Or(left, right);

        /// <summary>The disjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator |(Tensor<T> left, T right) => Or(left, right);

        /// <summary>The disjunction, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator |(T left, Tensor<T> right) => Or(left, right);

        /// <summary>The exclusive disjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator ^(Tensor<T> left, Tensor<T> right) => Xor(left, right);

        /// <summary>The exclusive disjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A number.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator ^(Tensor<T> left, T right) => Xor(left, right);

        /// <summary>The exclusive disjunction, element by element.</summary>
        /// <param name="left">A number.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator ^(T left, Tensor<T> right) => Xor(left, right);

        /// <summary>The complement of the bits, element by element.</summary>
        /// <param name="x">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<T> operator ~(Tensor<T> x) => Not(x);
    }

    extension(Tensor<bool>)
    {
        /// <summary>The conjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator &(Tensor<bool> left, Tensor<bool> right) => And(left, right);

        /// <summary>The disjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator |(Tensor<bool> left, Tensor<bool> right) => Or(left, right);

        /// <summary>The exclusive disjunction, element by element.</summary>
        /// <param name="left">A tensor.</param>
        /// <param name="right">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator ^(Tensor<bool> left, Tensor<bool> right) => Xor(left, right);

        /// <summary>The negation, element by element.</summary>
        /// <param name="x">A tensor.</param>
        /// <returns>A new tensor.</returns>
        public static Tensor<bool> operator !(Tensor<bool> x) => Not(x);
    }
}
