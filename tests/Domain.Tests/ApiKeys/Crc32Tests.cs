using System.Text;
using Enterprise.Domain.ApiKeys;

namespace Enterprise.Domain.Tests.ApiKeys;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    [InlineData("", 0x00000000)]
    public void The_checksum_is_that_of_the_published_vectors(string text, uint expected) =>
        Crc32.Of(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);
}
