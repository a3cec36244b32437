using System.Xml.Linq;
using Enterprise.Application.Time;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>Keeps the key ring in the database, where every node finds it.</summary>
/// <remarks>
/// <para>
/// The package Microsoft.AspNetCore.DataProtection.EntityFrameworkCore would resolve a scoped context, of
/// which there is none here: contexts come from pools, one for each attempt.
/// </para>
/// <para>
/// Reads, too, go to the primary. A standby that lags would hide a key that another node has just made, and an
/// empty ring makes a new one. Data Protection asks synchronously, some times a day.
/// </para>
/// </remarks>
internal sealed class KeyRingRepository(
    WriteContextFactory contexts,
    KeyRingCipher cipher,
    TimeProvider clock,
    ILogger<KeyRingRepository> logger
) : IXmlRepository
{
    private const string DecryptorType = "decryptorType";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Repeat(RetryRule.Read, Read).Where(IsOurs).Select(row => XElement.Parse(row.Xml))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = WithoutVersions(element).ToString(SaveOptions.DisableFormatting);
        var now = clock.GetInstant();
        var row = new KeyRingElement
        {
            Id = Guid.CreateVersion7(now),
            Name = friendlyName,
            Xml = xml,
            Signature = cipher.Sign(xml),
            CreatedAt = now,
        };

        Repeat(RetryRule.Write, () => Write(row));
    }

    private List<KeyRingElement> Read()
    {
        using var db = contexts.CreateDbContext();

        return db.Set<KeyRingElement>().AsNoTracking().OrderBy(row => row.Id).ToList();
    }

    private int Write(KeyRingElement row)
    {
        using var db = contexts.CreateDbContext();
        db.Add(row);

        return db.SaveChanges();
    }

    /// <summary>
    /// By the rules of all others, but on the caller's thread: to wait there for tasks would starve those threads
    /// that the tasks need.
    /// </summary>
    private static T Repeat<T>(RetryRule rule, Func<T> attempt)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return attempt();
            }
            catch (Exception exception) when (rule.MayRepeat(exception, number))
            {
                Thread.Sleep(RetryRule.PauseAfter(number));
            }
        }
    }

    /// <summary>What this deployment has not signed could be a key that somebody else knows.</summary>
    private bool IsOurs(KeyRingElement row)
    {
        var isOurs = cipher.IsSigned(row.Xml, row.Signature);

        if (!isOurs)
        {
            logger.KeyLeftOut(row.Name);
        }

        return isOurs;
    }

    /// <summary>Names the decryptor without the version of its assembly, so that an older node finds it, too.</summary>
    private static XElement WithoutVersions(XElement element)
    {
        var copy = new XElement(element);

        foreach (var name in copy.Descendants().Attributes(DecryptorType))
        {
            name.Value = string.Join(',', name.Value.Split(',').Take(2));
        }

        return copy;
    }
}
