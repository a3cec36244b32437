using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Migrations.Scripts;

/// <summary>A migration in one direction, as the SQL that is sent.</summary>
/// <param name="Id">Its id: the time of its making and its name.</param>
/// <param name="Direction">Up or down.</param>
/// <param name="Statements">What is sent, one after the other.</param>
/// <param name="Bookkeeping">What makes EF Core know of it, sent in the same transaction.</param>
/// <param name="Operations">What the statements were made of.</param>
/// <param name="IsOutsideTransaction">Whether it said that it cannot be in a transaction.</param>
internal sealed record MigrationScript(
    string Id,
    MigrationDirection Direction,
    IReadOnlyList<string> Statements,
    string Bookkeeping,
    IReadOnlyList<MigrationOperation> Operations,
    bool IsOutsideTransaction
)
{
    /// <summary>The SHA-256 of the statements, as hexadecimal digits.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Statements))));

    /// <summary>The SQL for a reader.</summary>
    public string Text =>
        $"-- {Id} {(Direction is MigrationDirection.Up ? "up" : "down")}"
        + $"{(IsOutsideTransaction ? ", outside of a transaction" : "")}\n"
        + string.Join('\n', Statements.Append(Bookkeeping).Select(sql => $"{sql.Trim().TrimEnd(';')};"));
}
