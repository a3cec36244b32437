using System.Collections.Frozen;

namespace Enterprise.Domain.Currencies;

/// <summary>The active currency codes of ISO 4217.</summary>
/// <remarks>
/// Source: ISO 4217 list one (SIX Group), as of 2026: the euro has replaced BGN, the Caribbean guilder (XCG)
/// has replaced ANG, and ZWG has replaced ZWL. Codes are upper case; matching is exact.
/// </remarks>
public static class Currency
{
    /// <summary>Length of a code, in characters.</summary>
    public const int CodeLength = 3;

    private const string ActiveCodes = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
        CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
        GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
        KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
        MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
        SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
        USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD
        XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG
        """;

    private static readonly FrozenSet<string> Active = ActiveCodes
        .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every active code, in its order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Active.Order(StringComparer.Ordinal)];

    /// <summary>Whether the code is an active one, in upper case.</summary>
    public static bool IsActive(string code) => Active.Contains(code);
}
