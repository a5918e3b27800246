using System.Text;

namespace FleetSim.Protocol.Download;

/// <summary>The status line that a handset POSTs to installNotifyURI. Spec: OMA-Download-OTA-V1_0, installation notification.</summary>
public static class InstallNotifyStatus
{
    public const int Success = 900;
    public const int InsufficientMemory = 901;
    public const int UserCancelled = 902;
    public const int LossOfService = 903;
    public const int AttributeMismatch = 905;
    public const int InvalidDescriptor = 906;
    public const int InvalidDdVersion = 951;
    public const int DeviceAborted = 952;
    public const int NonAcceptableContent = 953;
    public const int LoaderError = 954;

    /// <summary>"900 Success"; a code without a text stands alone.</summary>
    public static byte[] Encode(int code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 999);
        return Encoding.ASCII.GetBytes(Text(code) is { } text ? $"{code} {text}" : $"{code}");
    }

    /// <summary>The three digits at the start; whatever a client adds is passed over. Null when there are none.</summary>
    public static int? Parse(ReadOnlySpan<byte> body) =>
        body.Length >= 3 && char.IsAsciiDigit((char)body[0]) && char.IsAsciiDigit((char)body[1]) && char.IsAsciiDigit((char)body[2])
        && (body.Length == 3 || !char.IsAsciiDigit((char)body[3]))
            ? ((body[0] - '0') * 100) + ((body[1] - '0') * 10) + (body[2] - '0')
            : null;

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static int? Parse(ReadOnlySpan<char> body)
    {
        Span<byte> start = stackalloc byte[4];
        int length = Math.Min(body.Length, start.Length);
        Encoding.Latin1.GetBytes(body[..length], start);
        return Parse(start[..length]);
    }

    private static string? Text(int code) => code switch
    {
        Success => "Success",
        InsufficientMemory => "Insufficient memory",
        UserCancelled => "User Cancelled",
        LossOfService => "Loss of Service",
        AttributeMismatch => "Attribute mismatch",
        InvalidDescriptor => "Invalid descriptor",
        InvalidDdVersion => "Invalid DDVersion",
        DeviceAborted => "Device Aborted",
        NonAcceptableContent => "Non-Acceptable Content",
        LoaderError => "Loader Error",
        _ => null,
    };
}
