using Enterprise.Domain.Vocabularies;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.Operations;

/// <summary>The types of health as the OpenAPI document shows them.</summary>
internal static class HealthSchemas
{
    public static void DescribeHealth(this SchemaCatalog schemas)
    {
        schemas
            .Of<HealthView>()
            .Member("status", "In one word.", Bounds.Words([HealthView.Healthy.Status]))
            .Example($$"""{"status": "{{HealthView.Healthy.Status}}"}""");
        schemas
            .Of<ServiceHealthView>()
            .Member("status", "In one word.", Bounds.Words(Vocabulary<HealthState>.All))
            .Member("version", "The build that runs.")
            .Member("pools", "The pools of connections.")
            .Member("circuits", "The circuit breakers.")
            .Member("replicas", "The standbys.")
            .Member("migrations", "The migrations, as they were when the primary answered last.")
            .Member("timestamp", "When that was so.")
            .Example(
                """
                {"status": "healthy", "version": "0.1.0", "pools": [{"name": "read", "mode": "direct", "max": 25,
                "busy": 3, "idle": 1, "waiting": 0, "utilizationPercent": 12}], "circuits": [{"target": "primary",
                "state": "closed"}], "replicas": [{"name": "10.0.0.2:5432", "lagMs": 4.5}], "migrations": {"applied":
                19, "pending": 0}, "timestamp": "2027-05-01T09:30:00Z"}
                """
            );
        schemas
            .Of<PoolView>()
            .Member("name", "What its connections are for.")
            .Member("mode", "The way to the server.", Bounds.Words(Vocabulary<ConnectionMode>.All))
            .Member("max", "The most connections.")
            .Member("busy", "Those that are lent.")
            .Member("idle", "Those that are open and not lent.")
            .Member("waiting", "The callers that wait for one.")
            .Member(
                "utilizationPercent",
                "The share of the most connections that is lent.",
                Bounds.Range(0, 100)
            );
        schemas
            .Of<CircuitView>()
            .Member("target", "What it leads to.")
            .Member("state", "In one word.", Bounds.Words(["closed", "open", "half-open"]));
        schemas
            .Of<ReplicaView>()
            .Member("name", "Its host and port.")
            .Member("lagMs", "How far it is behind the primary; null while that is not known.");
        schemas
            .Of<MigrationsView>()
            .Member("applied", "Those of this build that the database has seen.")
            .Member("pending", "Those that it has not.");
    }
}
