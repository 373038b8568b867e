using System.Runtime.Intrinsics;
using Xunit;

namespace AutoDiff.Runtime.Tests.Simd;

/// <summary>The accesses of several lanes against those of their elements, with masks, at any distance and out of bounds.</summary>
public sealed class LanesTests
{
    [Fact]
    public void Accesses_of_512_bits_are_those_of_the_elements()
    {
        double[] source = [.. Enumerable.Range(0, 40).Select(i => i + 0.5)];
        int lanes = Vector512<double>.Count;
        Vector512<long> places = Vector512.CreateSequence<long>(3, 2);
        Vector512<double> odd = Vector512.Equals(Vector512<long>.Indices & Vector512<long>.One, Vector512<long>.One).AsDouble();
        for (int lane = 0; lane < lanes; lane++)
        {
            Assert.Equal(source[5 + lane], Lanes512.Load<double>(source, 5)[lane]);
            Assert.Equal(source[30 - 3 * lane], Lanes512.Load(source, 30, -3)[lane]);
            Assert.Equal(source[3 + 2 * lane], Lanes512.Load(source, places)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[5 + lane] : 0, Lanes512.Load(source, 5, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[lane - 1] : 0, Lanes512.Load(source, -1, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[3 + 2 * lane] : 0, Lanes512.Load(source, places, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[3 * lane - 3] : 0, Lanes512.Load(source, -3, 3, odd)[lane]);
        }
        Assert.Equal(source.Take(lanes).Sum(), Lanes512.Sum(Lanes512.Load<double>(source, 0)));

        Vector512<double> added = Vector512.CreateSequence(1.0, 1.0);
        for (int skipped = 0; skipped < lanes; skipped++)
        {
            Assert.Equal(Enumerable.Range(1, lanes).Skip(skipped).Sum(), Lanes512.Sum(added, new LastLanes(skipped)));
            Vector512<double> counted = Lanes512.Counted(added, new LastLanes(skipped));
            for (int lane = 0; lane < lanes; lane++) Assert.Equal(lane < skipped ? 0 : lane + 1, counted[lane]);
        }
        Assert.Equal(added, Lanes512.Counted(added, default(AllLanes)));
        Check(target => Lanes512.Store<double>(target, 4, added), (target, lane) => target[4 + lane] = lane + 1);
        Check(target => Lanes512.Store<double>(target, 4, 3, added), (target, lane) => target[4 + (3 * lane)] = lane + 1);
        Check(target => Lanes512.Store<double>(target, -1, odd, added), (target, lane) => { if (lane % 2 == 1) target[lane - 1] = lane + 1; });
        Check(target => Lanes512.Store<double>(target, -3, 3, odd, added), (target, lane) => { if (lane % 2 == 1) target[3 * lane - 3] = lane + 1; });
        Check(target => Lanes512.Store<double>(target, 4, odd, added), (target, lane) => { if (lane % 2 == 1) target[4 + lane] = lane + 1; });
        Check(target => Lanes512.Add<double>(target, 4, odd, added), (target, lane) => { if (lane % 2 == 1) target[4 + lane] += lane + 1; });
        Check(target => Lanes512.Add<double>(target, -1, odd, added), (target, lane) => { if (lane % 2 == 1) target[lane - 1] += lane + 1; });
        Check(target => Lanes512.Add<double>(target, 4, added), (target, lane) => target[4 + lane] += lane + 1);
        Check(target => Lanes512.Add<double>(target, 4, 0, added), (target, lane) => target[4] += lane + 1);
        Check(target => Lanes512.Add<double>(target, -3, 3, odd, added), (target, lane) => { if (lane % 2 == 1) target[3 * lane - 3] += lane + 1; });
        Check(target => Lanes512.Add(target, places / Vector512.Create(4L), added), (target, lane) => target[(3 + (2 * lane)) / 4] += lane + 1);
        Check(target => Lanes512.Add(target, places / Vector512.Create(4L), odd, added), (target, lane) => { if (lane % 2 == 1) target[(3 + (2 * lane)) / 4] += lane + 1; });

        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Load<double>(source, 41 - lanes));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Load<double>(source, -1));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Load(source, 3, -4));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Load(source, 39, 1));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Load(source, places - Vector512.Create(4L)));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Store<double>(source, 41 - lanes, added));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes512.Add<double>(source, 39, 1, added));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes.InBounds(3, 3));

        void Check(Action<double[]> vector, Action<double[], int> element)
        {
            double[] actual = [.. source], expected = [.. source];
            vector(actual);
            for (int lane = 0; lane < lanes; lane++) element(expected, lane);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Accesses_of_256_bits_are_those_of_the_elements()
    {
        double[] source = [.. Enumerable.Range(0, 40).Select(i => i + 0.5)];
        int lanes = Vector256<double>.Count;
        Vector256<long> places = Vector256.CreateSequence<long>(3, 2);
        Vector256<double> odd = Vector256.Equals(Vector256<long>.Indices & Vector256<long>.One, Vector256<long>.One).AsDouble();
        for (int lane = 0; lane < lanes; lane++)
        {
            Assert.Equal(source[5 + lane], Lanes256.Load<double>(source, 5)[lane]);
            Assert.Equal(source[30 - 3 * lane], Lanes256.Load(source, 30, -3)[lane]);
            Assert.Equal(source[3 + 2 * lane], Lanes256.Load(source, places)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[5 + lane] : 0, Lanes256.Load(source, 5, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[lane - 1] : 0, Lanes256.Load(source, -1, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[3 + 2 * lane] : 0, Lanes256.Load(source, places, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[3 * lane - 3] : 0, Lanes256.Load(source, -3, 3, odd)[lane]);
        }
        Assert.Equal(source.Take(lanes).Sum(), Lanes256.Sum(Lanes256.Load<double>(source, 0)));

        Vector256<double> added = Vector256.CreateSequence(1.0, 1.0);
        for (int skipped = 0; skipped < lanes; skipped++)
        {
            Assert.Equal(Enumerable.Range(1, lanes).Skip(skipped).Sum(), Lanes256.Sum(added, new LastLanes(skipped)));
            Vector256<double> counted = Lanes256.Counted(added, new LastLanes(skipped));
            for (int lane = 0; lane < lanes; lane++) Assert.Equal(lane < skipped ? 0 : lane + 1, counted[lane]);
        }
        Assert.Equal(added, Lanes256.Counted(added, default(AllLanes)));
        Check(target => Lanes256.Store<double>(target, 4, added), (target, lane) => target[4 + lane] = lane + 1);
        Check(target => Lanes256.Store<double>(target, 4, 3, added), (target, lane) => target[4 + (3 * lane)] = lane + 1);
        Check(target => Lanes256.Store<double>(target, -1, odd, added), (target, lane) => { if (lane % 2 == 1) target[lane - 1] = lane + 1; });
        Check(target => Lanes256.Store<double>(target, -3, 3, odd, added), (target, lane) => { if (lane % 2 == 1) target[3 * lane - 3] = lane + 1; });
        Check(target => Lanes256.Store<double>(target, 4, odd, added), (target, lane) => { if (lane % 2 == 1) target[4 + lane] = lane + 1; });
        Check(target => Lanes256.Add<double>(target, 4, odd, added), (target, lane) => { if (lane % 2 == 1) target[4 + lane] += lane + 1; });
        Check(target => Lanes256.Add<double>(target, -1, odd, added), (target, lane) => { if (lane % 2 == 1) target[lane - 1] += lane + 1; });
        Check(target => Lanes256.Add<double>(target, 4, added), (target, lane) => target[4 + lane] += lane + 1);
        Check(target => Lanes256.Add<double>(target, 4, 0, added), (target, lane) => target[4] += lane + 1);
        Check(target => Lanes256.Add<double>(target, -3, 3, odd, added), (target, lane) => { if (lane % 2 == 1) target[3 * lane - 3] += lane + 1; });
        Check(target => Lanes256.Add(target, places / Vector256.Create(4L), added), (target, lane) => target[(3 + (2 * lane)) / 4] += lane + 1);
        Check(target => Lanes256.Add(target, places / Vector256.Create(4L), odd, added), (target, lane) => { if (lane % 2 == 1) target[(3 + (2 * lane)) / 4] += lane + 1; });

        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Load<double>(source, 41 - lanes));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Load<double>(source, -1));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Load(source, 3, -4));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Load(source, 39, 1));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Load(source, places - Vector256.Create(4L)));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Store<double>(source, 41 - lanes, added));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes256.Add<double>(source, 39, 1, added));

        void Check(Action<double[]> vector, Action<double[], int> element)
        {
            double[] actual = [.. source], expected = [.. source];
            vector(actual);
            for (int lane = 0; lane < lanes; lane++) element(expected, lane);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Accesses_of_128_bits_are_those_of_the_elements()
    {
        double[] source = [.. Enumerable.Range(0, 40).Select(i => i + 0.5)];
        int lanes = Vector128<double>.Count;
        Vector128<long> places = Vector128.CreateSequence<long>(3, 2);
        Vector128<double> odd = Vector128.Equals(Vector128<long>.Indices & Vector128<long>.One, Vector128<long>.One).AsDouble();
        for (int lane = 0; lane < lanes; lane++)
        {
            Assert.Equal(source[5 + lane], Lanes128.Load<double>(source, 5)[lane]);
            Assert.Equal(source[30 - 3 * lane], Lanes128.Load(source, 30, -3)[lane]);
            Assert.Equal(source[3 + 2 * lane], Lanes128.Load(source, places)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[5 + lane] : 0, Lanes128.Load(source, 5, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[lane - 1] : 0, Lanes128.Load(source, -1, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[3 + 2 * lane] : 0, Lanes128.Load(source, places, odd)[lane]);
            Assert.Equal(lane % 2 == 1 ? source[3 * lane - 3] : 0, Lanes128.Load(source, -3, 3, odd)[lane]);
        }
        Assert.Equal(source.Take(lanes).Sum(), Lanes128.Sum(Lanes128.Load<double>(source, 0)));

        Vector128<double> added = Vector128.CreateSequence(1.0, 1.0);
        for (int skipped = 0; skipped < lanes; skipped++)
        {
            Assert.Equal(Enumerable.Range(1, lanes).Skip(skipped).Sum(), Lanes128.Sum(added, new LastLanes(skipped)));
            Vector128<double> counted = Lanes128.Counted(added, new LastLanes(skipped));
            for (int lane = 0; lane < lanes; lane++) Assert.Equal(lane < skipped ? 0 : lane + 1, counted[lane]);
        }
        Assert.Equal(added, Lanes128.Counted(added, default(AllLanes)));
        Check(target => Lanes128.Store<double>(target, 4, added), (target, lane) => target[4 + lane] = lane + 1);
        Check(target => Lanes128.Store<double>(target, 4, 3, added), (target, lane) => target[4 + (3 * lane)] = lane + 1);
        Check(target => Lanes128.Store<double>(target, -1, odd, added), (target, lane) => { if (lane % 2 == 1) target[lane - 1] = lane + 1; });
        Check(target => Lanes128.Store<double>(target, -3, 3, odd, added), (target, lane) => { if (lane % 2 == 1) target[3 * lane - 3] = lane + 1; });
        Check(target => Lanes128.Store<double>(target, 4, odd, added), (target, lane) => { if (lane % 2 == 1) target[4 + lane] = lane + 1; });
        Check(target => Lanes128.Add<double>(target, 4, odd, added), (target, lane) => { if (lane % 2 == 1) target[4 + lane] += lane + 1; });
        Check(target => Lanes128.Add<double>(target, -1, odd, added), (target, lane) => { if (lane % 2 == 1) target[lane - 1] += lane + 1; });
        Check(target => Lanes128.Add<double>(target, 4, added), (target, lane) => target[4 + lane] += lane + 1);
        Check(target => Lanes128.Add<double>(target, 4, 0, added), (target, lane) => target[4] += lane + 1);
        Check(target => Lanes128.Add<double>(target, -3, 3, odd, added), (target, lane) => { if (lane % 2 == 1) target[3 * lane - 3] += lane + 1; });
        Check(target => Lanes128.Add(target, places / Vector128.Create(4L), added), (target, lane) => target[(3 + (2 * lane)) / 4] += lane + 1);
        Check(target => Lanes128.Add(target, places / Vector128.Create(4L), odd, added), (target, lane) => { if (lane % 2 == 1) target[(3 + (2 * lane)) / 4] += lane + 1; });

        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Load<double>(source, 41 - lanes));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Load<double>(source, -1));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Load(source, 3, -4));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Load(source, 39, 1));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Load(source, places - Vector128.Create(4L)));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Store<double>(source, 41 - lanes, added));
        Assert.Throws<IndexOutOfRangeException>(() => Lanes128.Add<double>(source, 39, 1, added));

        void Check(Action<double[]> vector, Action<double[], int> element)
        {
            double[] actual = [.. source], expected = [.. source];
            vector(actual);
            for (int lane = 0; lane < lanes; lane++) element(expected, lane);
            Assert.Equal(expected, actual);
        }
    }
}
