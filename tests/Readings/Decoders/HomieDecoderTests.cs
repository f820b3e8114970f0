using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

/// <summary>Messages as in the text of the convention, version 4.0.0.</summary>
[TestClass]
public sealed class HomieDecoderTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    [DataRow("homie/super-car/$state", "ready", "Homie: homie|super-car Status [online]")]
    [DataRow("homie/super-car/$state", "lost", "Homie: homie|super-car Status [offline]")]
    [DataRow("homie/super-car/$state", "disconnected", "Homie: homie|super-car Status [offline]")]
    [DataRow("homie/super-car/$state", "sleeping", "Homie: homie|super-car Status [sleeping]")]
    [DataRow("homie/super-car/$homie", "4.0.0", "Homie: homie|super-car Info $homie=4.0.0")]
    [DataRow("homie/super-car/engine/$name", "Car engine", "Homie: homie|super-car Info engine/$name=Car engine")]
    [DataRow("homie/super-car/engine/temperature", "21.5", "Homie: homie|super-car Readings temperature=21.5°C")]
    [DataRow("homie/super-car/lights/intensity", "100", "Homie: homie|super-car Readings intensity=100")]
    [DataRow("homie/super-car/lights/on", "true", "Homie: homie|super-car Readings lights.on:true")]
    [DataRow("homie/super-car/lights/on/set", "true", "nothing")]
    [DataRow("homie/$broadcast/alert", "Intruder detected", "nothing")]
    public void A_message_is_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    public void The_unit_is_the_property_s_own()
    {
        Said.By(_decoders, "homie/super-car/engine/speed/$unit", "km/h");
        Assert.AreEqual("Homie: homie|super-car Readings speed=88km/h", Said.By(_decoders, "homie/super-car/engine/speed", "88"));
    }

    [TestMethod]
    public void Properties_of_the_same_name_in_two_nodes_stay_apart()
    {
        Assert.AreEqual("Homie: homie|d Readings temperature=20°C", Said.By(_decoders, "homie/d/in/temperature", "20"));
        Assert.AreEqual("Homie: homie|d Readings out.temperature=5", Said.By(_decoders, "homie/d/out/temperature", "5"));
    }
}
