namespace Enterprise.Infrastructure.Migrations.Scripts;

/// <summary>
/// Says of a migration that none of its statements can be in a transaction, such as <c>CREATE INDEX CONCURRENTLY</c>.
/// </summary>
/// <remarks>
/// It is alone: whatever can be in a transaction stands in a migration of its own, for only there a failure leaves
/// nothing behind. What it does must bear to be begun again where it was interrupted; the runner sees to that for
/// indexes that are built concurrently.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OutsideTransactionAttribute : Attribute;
