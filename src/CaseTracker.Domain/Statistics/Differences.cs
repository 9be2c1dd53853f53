namespace CaseTracker.Domain.Statistics;

/// <summary>
/// Unknown whole numbers of which only bounds on differences are known: x(v) − x(u) ≤ b. Once every path is taken into account, each bound is reached by whole numbers that satisfy all of them, so that
/// what is answered is exact: the inequalities form a network, whose corners are whole.
/// </summary>
internal sealed class Differences(int count)
{
    /// <summary>No bound.</summary>
    public const long None = 1L << 50;

    private readonly long[] _most = [.. Enumerable.Range(0, count * count).Select(i => i / count == i % count ? 0 : None)];

    /// <summary>At most how much larger the second is than the first.</summary>
    public long Most(int from, int to) => _most[(from * count) + to];

    /// <summary>At least how much larger the second is than the first.</summary>
    public long Least(int from, int to) => -Most(to, from);

    /// <summary>The second is larger by something between these two.</summary>
    public void Bound(int from, int to, long least, long most)
    {
        _most[(from * count) + to] = Math.Min(_most[(from * count) + to], most);
        _most[(to * count) + from] = Math.Min(_most[(to * count) + from], -least);
    }

    /// <summary>Takes every path into account. False if no numbers satisfy all bounds.</summary>
    public bool Close()
    {
        for (var via = 0; via < count; via++)
        {
            for (var from = 0; from < count; from++)
            {
                var first = _most[(from * count) + via];
                if (first >= None / 2) continue;
                for (var to = 0; to < count; to++)
                {
                    var second = _most[(via * count) + to];
                    if (second < None / 2 && first + second < _most[(from * count) + to]) _most[(from * count) + to] = first + second;
                }
            }
        }
        return Enumerable.Range(0, count).All(i => Most(i, i) >= 0);
    }

    /// <summary>
    /// The most that the first numbers can be larger, all together, than the second: as many of each. This is the dual of carrying one load from each of the second to one of the first at least cost, so
    /// that the cheapest pairing says it, and says it exactly. <paramref name="cost"/> answers how much larger the i-th of the first can be than the j-th of the second.
    /// </summary>
    public static long MostOfSum(int size, Func<int, int, long> cost)
    {
        // The Hungarian method with potentials, one row after the other.
        var (u, v, match) = (new long[size + 1], new long[size + 1], new int[size + 1]);
        for (var row = 1; row <= size; row++)
        {
            match[0] = row;
            var at = 0;
            var (shortest, way, done) = (Enumerable.Repeat(long.MaxValue, size + 1).ToArray(), new int[size + 1], new bool[size + 1]);
            do
            {
                done[at] = true;
                var (from, step, next) = (match[at], long.MaxValue, 0);
                for (var column = 1; column <= size; column++)
                {
                    if (done[column]) continue;
                    var reduced = cost(from - 1, column - 1) - u[from] - v[column];
                    if (reduced < shortest[column]) (shortest[column], way[column]) = (reduced, at);
                    if (shortest[column] < step) (step, next) = (shortest[column], column);
                }
                for (var column = 0; column <= size; column++)
                {
                    if (done[column]) (u[match[column]], v[column]) = (u[match[column]] + step, v[column] - step);
                    else shortest[column] -= step;
                }
                at = next;
            }
            while (match[at] != 0);
            for (; at != 0; at = way[at]) match[at] = match[way[at]];
        }
        return -v[0];
    }
}
