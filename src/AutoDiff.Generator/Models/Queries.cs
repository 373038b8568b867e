// Models of LINQ: see Vectors.cs. A query of numbers or structs is a function from positions to elements, nothing is stored: a foreach over it is one loop over the positions.
// Where the platform asks a sequence for its size, TryGetNonEnumeratedCount is decided when the derivative is compiled.
using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Models
{
    /// <summary>What ends a query. Sums of <c>float</c> are taken in <c>double</c>, in order, as the platform does.</summary>
    internal static class EnumerableModel
    {
        public static double Sum(IEnumerable<double> source)
        {
            double sum = 0;
            foreach (double x in source) sum += x;
            return sum;
        }

        public static float Sum(IEnumerable<float> source)
        {
            double sum = 0;
            foreach (float x in source) sum += x;
            return (float)sum;
        }

        public static int Sum(IEnumerable<int> source)
        {
            int sum = 0;
            foreach (int x in source) sum = checked(sum + x);
            return sum;
        }

        public static long Sum(IEnumerable<long> source)
        {
            long sum = 0;
            foreach (long x in source) sum = checked(sum + x);
            return sum;
        }

        public static double Sum<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => source.Select(selector).Sum();
        public static float Sum<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => source.Select(selector).Sum();
        public static int Sum<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector) => source.Select(selector).Sum();
        public static long Sum<TSource>(IEnumerable<TSource> source, Func<TSource, long> selector) => source.Select(selector).Sum();

        public static double Average(IEnumerable<double> source)
        {
            double sum = 0;
            if (source.TryGetNonEnumeratedCount(out int count))
            {
                if (count == 0) throw new InvalidOperationException("Sequence contains no elements");
                foreach (double x in source) sum += x;
                return sum / count;
            }
            int found = 0;
            foreach (double x in source)
            {
                sum += x;
                found++;
            }
            if (found == 0) throw new InvalidOperationException("Sequence contains no elements");
            return sum / found;
        }

        public static float Average(IEnumerable<float> source) => (float)source.Select(x => (double)x).Average();

        public static double Average(IEnumerable<int> source) => source.Select(x => (double)x).Average();

        public static double Average<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => source.Select(selector).Average();
        public static float Average<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => source.Select(selector).Average();
        public static double Average<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector) => source.Select(selector).Average();

        // NaN counts as less than all numbers; of equal elements it is the first.
        public static double Max(IEnumerable<double> source) => source.Aggregate((best, x) => x > best || double.IsNaN(best) ? x : best);
        public static float Max(IEnumerable<float> source) => source.Aggregate((best, x) => x > best || float.IsNaN(best) ? x : best);
        public static int Max(IEnumerable<int> source) => source.Aggregate((best, x) => x > best ? x : best);
        public static double Max<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => source.Select(selector).Max();
        public static float Max<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => source.Select(selector).Max();
        public static int Max<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector) => source.Select(selector).Max();

        public static double Min(IEnumerable<double> source) => source.Aggregate((best, x) => x < best || double.IsNaN(x) ? x : best);
        public static float Min(IEnumerable<float> source) => source.Aggregate((best, x) => x < best || float.IsNaN(x) ? x : best);
        public static int Min(IEnumerable<int> source) => source.Aggregate((best, x) => x < best ? x : best);
        public static double Min<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector) => source.Select(selector).Min();
        public static float Min<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector) => source.Select(selector).Min();
        public static int Min<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector) => source.Select(selector).Min();

        public static TSource Aggregate<TSource>(IEnumerable<TSource> source, Func<TSource, TSource, TSource> func)
        {
            if (!source.TryGetNonEnumeratedCount(out int count)) return source.ToArray().Aggregate(func);
            if (count == 0) throw new InvalidOperationException("Sequence contains no elements");
            TSource result = source.ElementAt(0);
            for (int i = 1; i < count; i++) result = func(result, source.ElementAt(i));
            return result;
        }

        public static TAccumulate Aggregate<TSource, TAccumulate>(IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func)
        {
            TAccumulate result = seed;
            foreach (TSource x in source) result = func(result, x);
            return result;
        }

        public static TResult Aggregate<TSource, TAccumulate, TResult>(IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func, Func<TAccumulate, TResult> resultSelector)
        {
            TAccumulate result = seed;
            foreach (TSource x in source) result = func(result, x);
            return resultSelector(result);
        }

        public static int Count<TSource>(IEnumerable<TSource> source)
        {
            if (source.TryGetNonEnumeratedCount(out int count)) return count;
            int found = 0;
            foreach (TSource x in source) found++;
            return found;
        }

        public static int Count<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            int found = 0;
            foreach (TSource x in source)
                if (predicate(x)) found++;
            return found;
        }

        public static bool Any<TSource>(IEnumerable<TSource> source) => source.Count() > 0;

        public static bool Any<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            foreach (TSource x in source)
                if (predicate(x)) return true;
            return false;
        }

        public static bool All<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
        {
            foreach (TSource x in source)
                if (!predicate(x)) return false;
            return true;
        }

        public static TSource First<TSource>(IEnumerable<TSource> source)
        {
            if (!source.TryGetNonEnumeratedCount(out int count)) return source.ToArray().First();
            if (count == 0) throw new InvalidOperationException("Sequence contains no elements");
            return source.ElementAt(0);
        }

        public static TSource Last<TSource>(IEnumerable<TSource> source)
        {
            if (!source.TryGetNonEnumeratedCount(out int count)) return source.ToArray().Last();
            if (count == 0) throw new InvalidOperationException("Sequence contains no elements");
            return source.ElementAt(count - 1);
        }
    }
}
