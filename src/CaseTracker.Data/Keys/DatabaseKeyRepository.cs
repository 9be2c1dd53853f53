using System.Xml.Linq;
using CaseTracker.Data.Databases;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Keys;

/// <summary>Keeps the data-protection keys in the database.</summary>
public sealed class DatabaseKeyRepository(SecondConnection second) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = second.Open();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = second.Open();
        db.DataProtectionKeys.Add(new DataProtectionKey { Id = Guid.NewGuid(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
