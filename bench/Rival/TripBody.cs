using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Enterprise.Rival;

/// <summary>A trip as a caller sends it, read token by token.</summary>
internal sealed class TripBody
{
    private const int MaxText = 200;
    private const int MaxDescription = 4000;
    private const int MaxDays = 730;

    public string Title { get; private set; } = "";
    public string Destination { get; private set; } = "";
    public string? Description { get; private set; }
    public DateOnly StartsOn { get; private set; }
    public DateOnly EndsOn { get; private set; }
    public decimal? Amount { get; private set; }
    public string? Currency { get; private set; }
    public int Travelers { get; private set; } = 1;
    public string Kind { get; private set; } = "leisure";

    /// <summary>The trip; null where the body is none.</summary>
    public static TripBody? Read(ReadOnlySequence<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var trip = new TripBody();

            return trip.TryRead(ref reader) && trip.IsLegal() ? trip : null;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private bool TryRead(ref Utf8JsonReader reader)
    {
        reader.Read();

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadMember(ref reader))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private bool TryReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("title"u8))
        {
            Title = Text(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("destination"u8))
        {
            Destination = Text(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("description"u8))
        {
            Description = Text(ref reader);
        }
        else if (reader.ValueTextEquals("startsOn"u8))
        {
            StartsOn = Day(ref reader);
        }
        else if (reader.ValueTextEquals("endsOn"u8))
        {
            EndsOn = Day(ref reader);
        }
        else if (reader.ValueTextEquals("travelers"u8))
        {
            reader.Read();
            Travelers = reader.GetInt32();
        }
        else if (reader.ValueTextEquals("kind"u8))
        {
            Kind = Text(ref reader) ?? "";
        }
        else
        {
            return reader.ValueTextEquals("budget"u8) && TryReadBudget(ref reader);
        }

        return true;
    }

    private bool TryReadBudget(ref Utf8JsonReader reader)
    {
        reader.Read();

        while (
            reader.TokenType != JsonTokenType.Null
            && reader.Read()
            && reader.TokenType == JsonTokenType.PropertyName
        )
        {
            if (reader.ValueTextEquals("amount"u8))
            {
                reader.Read();
                Amount = reader.GetDecimal();
            }
            else if (reader.ValueTextEquals("currency"u8))
            {
                Currency = Text(ref reader);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private bool IsLegal() =>
        !string.IsNullOrWhiteSpace(Title)
        && Title.Length <= MaxText
        && !string.IsNullOrWhiteSpace(Destination)
        && Destination.Length <= MaxText
        && !(Description?.Length > MaxDescription)
        && StartsOn != default
        && EndsOn.DayNumber - StartsOn.DayNumber is >= 0 and <= MaxDays
        && Travelers is >= 1 and <= 100
        && Amount is null == Currency is null
        && Amount is null or (>= 0 and < 10_000_000_000m)
        && Currency is null or { Length: 3 }
        && Kind is "leisure" or "business" or "family" or "solo" or "other";

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();

        return reader.GetString();
    }

    private static DateOnly Day(ref Utf8JsonReader reader) =>
        DateOnly.ParseExact(Text(ref reader) ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
