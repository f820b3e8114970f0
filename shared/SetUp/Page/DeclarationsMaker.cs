using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>Makes a firmware's declarations: they are not kept between two uses.</summary>
    public delegate SettingDeclarations DeclarationsMaker();
}
