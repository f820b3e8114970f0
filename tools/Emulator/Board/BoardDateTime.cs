using System;
using System.Globalization;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's DateTime: .NET's, with <see cref="UtcNow"/> read from the board's real-time clock.</summary>
public readonly struct BoardDateTime : IEquatable<BoardDateTime>, IComparable
{
    /// <summary>The earliest value.</summary>
    public static readonly BoardDateTime MinValue = System.DateTime.MinValue;

    /// <summary>The latest value.</summary>
    public static readonly BoardDateTime MaxValue = System.DateTime.MaxValue;

    /// <summary>1970-01-01T00:00:00Z.</summary>
    public static readonly BoardDateTime UnixEpoch = System.DateTime.UnixEpoch;

    private const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private readonly System.DateTime _value;

    /// <summary>Makes a value from ticks of 100 ns since 0001-01-01.</summary>
    public BoardDateTime(long ticks)
        : this(new System.DateTime(ticks, DateTimeKind.Utc))
    {
    }

    /// <summary>Makes a value from ticks of 100 ns since 0001-01-01.</summary>
    public BoardDateTime(long ticks, DateTimeKind kind)
        : this(new System.DateTime(ticks, kind))
    {
    }

    /// <summary>Makes a value from a date.</summary>
    public BoardDateTime(int year, int month, int day)
        : this(year, month, day, 0, 0, 0, 0)
    {
    }

    /// <summary>Makes a value from a date and a time.</summary>
    public BoardDateTime(int year, int month, int day, int hour, int minute, int second)
        : this(year, month, day, hour, minute, second, 0)
    {
    }

    /// <summary>Makes a value from a date and a time.</summary>
    public BoardDateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)
        : this(new System.DateTime(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc))
    {
    }

    private BoardDateTime(System.DateTime value)
    {
        _value = value;
    }

    /// <summary>What the board's clock shows.</summary>
    public static BoardDateTime UtcNow => new(BoardRuntime.Current.Board.Clock.UtcNow);

    /// <summary>The date that the board's clock shows.</summary>
    public static BoardDateTime Today => UtcNow.Date;

    /// <summary>Midnight of the day.</summary>
    public BoardDateTime Date => _value.Date;

    /// <summary>Day of the month.</summary>
    public int Day => _value.Day;

    /// <summary>Day of the week.</summary>
    public DayOfWeek DayOfWeek => _value.DayOfWeek;

    /// <summary>Day of the year.</summary>
    public int DayOfYear => _value.DayOfYear;

    /// <summary>Hour of the day.</summary>
    public int Hour => _value.Hour;

    /// <summary>UTC or local.</summary>
    public DateTimeKind Kind => _value.Kind;

    /// <summary>Millisecond of the second.</summary>
    public int Millisecond => _value.Millisecond;

    /// <summary>Minute of the hour.</summary>
    public int Minute => _value.Minute;

    /// <summary>Month of the year.</summary>
    public int Month => _value.Month;

    /// <summary>Second of the minute.</summary>
    public int Second => _value.Second;

    /// <summary>Ticks of 100 ns since 0001-01-01.</summary>
    public long Ticks => _value.Ticks;

    /// <summary>Time since midnight.</summary>
    public TimeSpan TimeOfDay => _value.TimeOfDay;

    /// <summary>The year.</summary>
    public int Year => _value.Year;

    /// <summary>.NET's value.</summary>
    public static implicit operator System.DateTime(BoardDateTime value) => value._value;

    /// <summary>From .NET's value.</summary>
    public static implicit operator BoardDateTime(System.DateTime value) => new(value);

    /// <summary>Later by a time.</summary>
    public static BoardDateTime operator +(BoardDateTime d, TimeSpan t) => d._value + t;

    /// <summary>Earlier by a time.</summary>
    public static BoardDateTime operator -(BoardDateTime d, TimeSpan t) => d._value - t;

    /// <summary>The time between two values.</summary>
    public static TimeSpan operator -(BoardDateTime d1, BoardDateTime d2) => d1._value - d2._value;

    /// <summary>Same ticks.</summary>
    public static bool operator ==(BoardDateTime d1, BoardDateTime d2) => d1._value == d2._value;

    /// <summary>Different ticks.</summary>
    public static bool operator !=(BoardDateTime t1, BoardDateTime t2) => t1._value != t2._value;

    /// <summary>Earlier.</summary>
    public static bool operator <(BoardDateTime t1, BoardDateTime t2) => t1._value < t2._value;

    /// <summary>Not later.</summary>
    public static bool operator <=(BoardDateTime t1, BoardDateTime t2) => t1._value <= t2._value;

    /// <summary>Later.</summary>
    public static bool operator >(BoardDateTime t1, BoardDateTime t2) => t1._value > t2._value;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(BoardDateTime t1, BoardDateTime t2) => t1._value >= t2._value;

    /// <summary>Less than 0, 0 or more than 0 as the first is earlier, equal or later.</summary>
    public static int Compare(BoardDateTime t1, BoardDateTime t2) => System.DateTime.Compare(t1._value, t2._value);

    /// <summary>Same ticks.</summary>
    public static bool Equals(BoardDateTime t1, BoardDateTime t2) => t1 == t2;

    /// <summary>Days of a month: 28 to 31.</summary>
    public static int DaysInMonth(int year, int month) => System.DateTime.DaysInMonth(year, month);

    /// <summary>From seconds since 1970-01-01T00:00:00Z.</summary>
    public static BoardDateTime FromUnixTimeSeconds(long seconds) => System.DateTime.UnixEpoch.AddSeconds(seconds);

    /// <summary>Reads a value from text, as UTC where it says nothing else.</summary>
    /// <exception cref="FormatException">The text is no date.</exception>
    public static BoardDateTime Parse(string s) => System.DateTime.Parse(s, CultureInfo.InvariantCulture, AsUtc);

    /// <summary>Reads a value from text, as UTC where it says nothing else; false when the text is no date.</summary>
    public static bool TryParse(string s, out BoardDateTime result)
    {
        bool isDate = System.DateTime.TryParse(s, CultureInfo.InvariantCulture, AsUtc, out System.DateTime value);
        result = value;
        return isDate;
    }

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    public long ToUnixTimeSeconds() => (_value.Ticks - System.DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>Later by a time.</summary>
    public BoardDateTime Add(TimeSpan val) => _value.Add(val);

    /// <summary>Later by days.</summary>
    public BoardDateTime AddDays(double val) => _value.AddDays(val);

    /// <summary>Later by hours.</summary>
    public BoardDateTime AddHours(double val) => _value.AddHours(val);

    /// <summary>Later by milliseconds.</summary>
    public BoardDateTime AddMilliseconds(double val) => _value.AddMilliseconds(val);

    /// <summary>Later by minutes.</summary>
    public BoardDateTime AddMinutes(double val) => _value.AddMinutes(val);

    /// <summary>Later by seconds.</summary>
    public BoardDateTime AddSeconds(double val) => _value.AddSeconds(val);

    /// <summary>Later by ticks of 100 ns.</summary>
    public BoardDateTime AddTicks(long val) => _value.AddTicks(val);

    /// <summary>The time since another value.</summary>
    public TimeSpan Subtract(BoardDateTime val) => this - val;

    /// <summary>Earlier by a time.</summary>
    public BoardDateTime Subtract(TimeSpan val) => this - val;

    /// <inheritdoc/>
    public int CompareTo(object? obj) =>
        obj is BoardDateTime other ? Compare(this, other) : throw new ArgumentException("Not a DateTime.", nameof(obj));

    /// <inheritdoc/>
    public bool Equals(BoardDateTime other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BoardDateTime other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _value.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The value in a format of .NET's.</summary>
    public string ToString(string format) => _value.ToString(format, CultureInfo.InvariantCulture);
}
